package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.remotingkafka.testbed.simulated.SimulatedJenkins.QueueAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a controller says only when something is wrong, or seldom: played, with real pods that wait for a node. */
@Tag("cluster")
class SimulatedControllerE2E {
    private static final Duration SOON = Duration.ofSeconds(90);
    /** In which a broker that misunderstood would have done something: it looks each second. */
    private static final Duration WATCHED = Duration.ofSeconds(10);

    @TempDir
    private static Path directory;

    private static SimulatedSite site;

    @BeforeAll
    static void start() {
        site = SimulatedSite.start(directory, Map.of("remoting.scaling.unneeded", "3s"));
        site.startBroker("first");
        site.startBroker("second");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @AfterEach
    void nothingIsLeft() {
        site.jenkins().answerQueue(QueueAnswer.WHOLE);
        site.jenkins().queue().clear();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(site.pods()).isEmpty();
            assertThat(site.jenkins().nodes().names()).isEmpty();
        });
    }

    @Test
    void twoInstancesMakeOnePodForAnItem() {
        site.pool("two", "maxAgents: 10");

        IntStream.range(0, 5).forEach(i -> site.jenkins().queue().add("two"));

        await().atMost(SOON).until(() -> site.pods().size() == 5);
        stays(site.pods());
    }

    @Test
    void aNodeThatAnItemNamesIsNeitherRetiredNorScaledFor() {
        // Given
        site.pool("resuming", "maxAgents: 10");
        long item = site.jenkins().queue().add("resuming");
        await().atMost(SOON)
                .until(() -> site.pods().size() == 1
                        && !site.jenkins().nodes().names().isEmpty());
        String node = site.jenkins().nodes().names().iterator().next();

        // When: the agent is there, and all that waits is a pipeline that goes on where it was
        site.jenkins().queue().add(node, "Waiting for next available executor on ‘" + node + "’");
        site.jenkins().queue().remove(item);
        site.jenkins().nodes().connect(node);

        // Then
        stays(Set.of(node));
    }

    @Test
    void aControllerThatStartsOrTellsHalfCostsNoAgent() {
        // Given
        site.pool("kept", "maxAgents: 10");
        IntStream.range(0, 3).forEach(i -> site.jenkins().queue().add("kept"));
        await().atMost(SOON).until(() -> site.pods().size() == 3);
        Set<String> pods = site.pods();

        // When, Then
        site.jenkins().answerQueue(QueueAnswer.HALF);
        stays(pods);
        site.jenkins().answerQueue(QueueAnswer.STARTING);
        stays(pods);
        site.jenkins().answerQueue(QueueAnswer.WHOLE);
        stays(pods);
    }

    @Test
    void aPodOfAnAgentsNameThatOthersMadeStaysAndTheAgentIsMadeUnderAnother() {
        // Given an item whose agent's name is known, because it waited before
        site.pool("taken", "maxAgents: 10");
        long item = site.jenkins().queue().add("taken");
        await().atMost(SOON).until(() -> site.pods().size() == 1);
        String name = site.pods().iterator().next();
        site.jenkins().queue().remove(item);
        await().atMost(SOON)
                .until(() -> site.namespace().pods().isEmpty()
                        && site.jenkins().nodes().names().isEmpty());
        site.namespace().create(site.idlePod(name));

        // When
        site.jenkins().queue().putBack(item);

        // Then
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(site.pods()).hasSize(2).contains(name).allMatch(pod -> pod.startsWith("taken-")));
        assertThat(site.namespace().pods())
                .filteredOn(pod -> pod.getMetadata().getName().equals(name))
                .singleElement()
                .satisfies(pod -> assertThat(
                                pod.getSpec().getContainers().getFirst().getName())
                        .isEqualTo("idle"));

        // Finally
        site.jenkins().queue().remove(item);
        await().atMost(SOON).untilAsserted(() -> assertThat(site.pods()).containsExactly(name));
        site.deletePod(name);
    }

    /** The sweep looks every 30 s, and takes away what it has seen twice, 20 s apart. */
    @Test
    @Tag("cluster-nightly")
    void whatOthersHaveUnderSuchNamesStays() {
        // Given
        String name = "two-0123456789";
        site.jenkins().nodes().addByHand(name, "Made by Remoting over Kafka, somebody thinks");
        site.createTopic("remoting-kafka.main.agent.two--0123456789-not.up");
        site.createTopic("remoting-kafka.other.agent.two--0123456789.up");
        site.namespace()
                .create(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("remotingkafka.io/agent", name)
                        .endMetadata()
                        .build());
        site.namespace().create(site.idlePod(name));

        // Then
        await().during(Duration.ofSeconds(80))
                .atMost(Duration.ofSeconds(110))
                .until(() -> site.pods().equals(Set.of(name))
                        && site.jenkins().nodes().names().equals(Set.of(name))
                        && site.namespace().secrets().size() == 1
                        && site.frameTopics().equals(Set.of("two-0123456789-not")));

        // Finally
        site.jenkins().nodes().removeByHand(name);
        site.deletePod(name);
    }

    private static void stays(Set<String> pods) {
        await().during(WATCHED).atMost(WATCHED.plusSeconds(30)).until(site::pods, pods::equals);
    }
}
