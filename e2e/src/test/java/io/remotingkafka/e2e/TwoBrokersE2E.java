package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two broker instances share the agents; what happens to one leaves the other's sessions alone. */
class TwoBrokersE2E {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int AGENTS = 6;

    @TempDir
    Path directory;

    private ConformanceController controller;
    private Installation installation;
    private Installation.Broker one;
    private Installation.Broker two;
    private final List<Talk> talks = new ArrayList<>();

    private record Talk(ConformanceAgent agent, Channel there, Channel here) {
        boolean isOpen() {
            return there.isOpen() && here.isOpen();
        }
    }

    @BeforeEach
    void connect() {
        controller = new ConformanceController(ControllerSettings.DEFAULT.withUser("admin", "token")).start();
        List<String> names = IntStream.range(0, AGENTS).mapToObj(i -> "a" + i).toList();
        List<String> links = new ArrayList<>(names);
        links.addAll(List.of("one", "two", "three"));
        installation = Installation.start(directory, controller.url(), links.toArray(String[]::new))
                .withBrokerSetting("remoting.controllers.main.user", "admin")
                .withBrokerSetting("remoting.controllers.main.token", "token");
        names.forEach(installation::withAgent);
        one = installation.broker("one");
        two = installation.broker("two");
        await().atMost(SOON).until(() -> one.service().process().log().contains("owns=6 partitions"));
        for (String name : names) {
            String secret = controller.addAgent(name);
            ConformanceAgent agent = installation.agent(installation.sidecar(name, name), Mode.WEBSOCKET, secret);
            Channel there = agent.awaitConnected(SOON);
            talks.add(new Talk(agent, there, controller.awaitSession(name, SOON).channel()));
        }
    }

    @AfterEach
    void end() {
        installation.close();
        controller.close();
    }

    private static double sessions(Installation.Broker broker) {
        return broker.service().metric("remoting_relay_sessions");
    }

    /** All of an instance's sessions, told by who answers after the other is gone. */
    private List<Talk> open() {
        return talks.stream().filter(Talk::isOpen).toList();
    }

    @Test
    void agentsAreShared() {
        assertThat(sessions(one)).isPositive();
        assertThat(sessions(two)).isPositive();
        assertThat(sessions(one) + sessions(two)).isEqualTo(AGENTS);
    }

    @Test
    void theAgentsOfAnInstanceThatIsKilledAreBackOnTheOtherWithinTenSeconds() {
        int others = (int) sessions(two);
        one.service().kill();
        Instant killed = Instant.now();

        for (Talk talk : talks) {
            await().atMost(SOON)
                    .until(() -> talk.agent().channels().stream().anyMatch(Channel::isOpen)
                            && controller
                                    .session(talk.agent().settings().name())
                                    .isPresent()
                            && (talk.isOpen() || talk.agent().channels().size() > 1));
        }
        await().atMost(SOON).until(() -> sessions(two) == AGENTS);

        assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(open()).as("sessions of the other instance").hasSize(others);
        assertThat(controller.handshakes()).noneMatch(handshake -> handshake.status() == 403);
    }

    @Test
    void aThirdThatJoinsAndLeavesEndsNoSession() {
        Installation.Broker three = installation.broker("three");
        await().atMost(SOON).until(() -> three.service().process().log().contains("owns=4 partitions"));

        int exit = three.service().process().terminate(SOON);
        await().atMost(SOON).until(() -> count(two.service().process().log(), "owns=6 partitions") >= 2);

        assertThat(exit).isIn(0, 143);
        assertThat(open()).hasSize(AGENTS);
        talks.forEach(talk -> assertThat(talk.here().call(1_000, SOON)).isLessThan(SOON));
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void anInstanceThatIsAskedToEndMovesTheIdleAndLetsTheBusyFinish() {
        talks.forEach(talk -> controller.setBusy(talk.agent().settings().name(), true));
        String idle = talks.getFirst().agent().settings().name();
        int others = (int) sessions(two);
        controller.setBusy(idle, false);

        one.service().process().askToEnd();
        await().atMost(SOON).until(() -> one.service().process().log().contains("draining"));
        talks.stream()
                .filter(Talk::isOpen)
                .forEach(talk -> assertThat(talk.here().call(1_000, SOON)).isLessThan(SOON));
        assertThat(open()).hasSizeGreaterThanOrEqualTo(AGENTS - 1);
        assertThat(one.service().process().isAlive()).isTrue();
        talks.forEach(talk -> controller.setBusy(talk.agent().settings().name(), false));

        one.service().process().awaitEnd(SOON);
        await().atMost(SOON).until(() -> sessions(two) == AGENTS);
        assertThat(open()).hasSize(others);
    }

    @Test
    void anInstanceThatIsCutOffAloneHandsItsSessionsOver() {
        int others = (int) sessions(two);
        one.toKafka().cut();

        await().atMost(SOON).until(() -> sessions(two) == AGENTS);

        assertThat(open()).hasSizeGreaterThanOrEqualTo(others);
        one.toKafka().mend();
        await().atMost(SOON).until(() -> sessions(one) == 0);
        talks.forEach(talk -> assertThat(controller
                        .awaitSession(talk.agent().settings().name(), SOON)
                        .channel()
                        .call(1_000, SOON))
                .isLessThan(SOON));
        assertThat(talks.stream()
                        .filter(talk -> talk.agent().channels().size() == 1)
                        .count())
                .as("sessions of the other instance")
                .isEqualTo(others);
    }

    /** As when Kafka has a new address after an outage, and one instance learns it later than the other. */
    @Test
    void anInstanceThatIsBackLaterThanTheOtherAfterAnOutageKeepsItsSessions() {
        // Given both without Kafka
        one.toKafka().cut();
        two.toKafka().cut();
        await().atMost(SOON).until(() -> Stream.of(one, two)
                .allMatch(broker -> broker.service().process().log().contains("Kafka out of reach")));

        // When the group goes on without the one that is late
        two.toKafka().mend();
        await().atMost(SOON).until(() -> two.service().process().log().contains("owns=12 partitions"));
        one.toKafka().mend();
        await().atMost(SOON).until(() -> count(one.service().process().log(), "owns=6 partitions") >= 2);

        // Then
        assertThat(open()).hasSize(AGENTS);
        talks.forEach(talk -> assertThat(talk.here().call(1_000, SOON)).isLessThan(SOON));

        // And when it is gone after all
        one.service().kill();

        // Then its agents are taken over, if later than at other times
        await().atMost(Duration.ofSeconds(90)).until(() -> sessions(two) == AGENTS);
    }
}
