package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.agent.AgentSettings;
import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A Kafka with users: agent x has the rights to its own two topics and nothing else, and tries to be agent y. Whatever it
 * does, y's conversation goes on and ends complete.
 */
class IdentityE2E {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String REFUSED = "remoting_relay_refused_total";
    private static final String FOREIGN = "remoting_relay_foreign_frames_total";

    @TempDir
    private static Path directory;

    private static ConformanceController controller;
    private static Installation installation;
    private static Installation.Broker broker;
    private static Installation.Sidecar sidecarOfX;
    private static Installation.Sidecar sidecarOfY;
    private static Map<String, Object> asX;

    private ConformanceAgent y;
    private Conversation talkOfY;

    @BeforeAll
    static void start() {
        controller = new ConformanceController(ControllerSettings.DEFAULT).start();
        installation = Installation.startWithUsers(directory, controller.url(), "broker", "x", "y", "impostor");
        broker = installation.withAgent("x").withAgent("y").broker("broker");
        sidecarOfX = installation.sidecar("x", "x");
        sidecarOfY = installation.sidecar("y", "y");
        asX = installation.users().client("x");
    }

    @AfterAll
    static void end() {
        installation.close();
        controller.close();
    }

    @BeforeEach
    void connectY() {
        // Several short connections in a row: the sidecar would have its agent wait at /login.
        y = installation.agent(AgentSettings.webSocket(sidecarOfY.url(), "y", controller.addAgent("y"))
                .withoutLogin());
        Channel there = y.awaitConnected(SOON);
        Channel here = controller.awaitSession("y", SOON).channel();
        talkOfY =
                Conversation.begin(here, there, Duration.ofSeconds(4), 100_000).flowing();
    }

    @AfterEach
    void yIsUndisturbed() {
        talkOfY.endsComplete(SOON);
        y.close();
        y.channels().getLast().awaitEnd(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void theDocumentedRightsAreEnough(Mode mode) {
        try (ConformanceAgent x = installation.agent(sidecarOfX, mode, controller.addAgent("x"))) {
            Channel there = x.awaitConnected(SOON);
            Channel here = controller.awaitSession("x", SOON).channel();

            Conversation talk =
                    Conversation.begin(here, there, ByteStream.of(51, 10_000_000), ByteStream.of(52, 10_000_000));

            talk.endsComplete(SOON);
        }
    }

    @Test
    void kafkaLetsXNeitherWriteNorReadWhereOthersDo() {
        byte[] forged = Forged.open("y");

        refused(() -> Frames.write(asX, Frames.up("y"), forged));
        refused(() -> Frames.write(asX, Frames.down("y"), forged));
        refused(() -> Frames.read(asX, Frames.up("y"), 0));
        refused(() -> Frames.read(asX, Frames.down("y"), 0));
        // The broker's part of x's own conversation.
        refused(() -> Frames.write(asX, Frames.down("x"), forged));
        // What the broker may not have read yet.
        refused(() -> Frames.lose(asX, Frames.up("x")));
    }

    private static void refused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void aSidecarWithXsCredentialsDoesNotServeY() {
        Installation.Sidecar impostor = installation.sidecarOf("impostor", "y", "x");

        await().atMost(SOON).untilAsserted(() -> assertThat(impostor.service().get("/q/health/ready"))
                .startsWith("503")
                .contains("Kafka refuses this user the agent's topics"));
    }

    /** With y's own secret, which the controller would accept. */
    @Test
    void anAgentInYsNameBehindXsSidecarIsRefusedAndCounted() {
        double before = broker.service().metric(REFUSED, "reason=\"IDENTITY\"");
        AgentSettings inYsName = AgentSettings.webSocket(sidecarOfX.url(), "y", controller.addAgent("y"));

        try (ConformanceAgent impostor = ConformanceAgent.start(inYsName)) {
            await().atMost(SOON).until(() -> broker.service().metric(REFUSED, "reason=\"IDENTITY\"") > before);

            await().atMost(SOON).untilAsserted(() -> assertThat(impostor.attempts())
                    .anySatisfy(attempt -> assertThat(attempt.toString())
                            .contains("403")
                            .contains("this topic belongs to agent 'x', but the frame speaks for 'y'")));
            assertThat(impostor.channels()).isEmpty();
        }
    }

    @Test
    void aSessionOpenedInYsNameByAFrameIsRefusedAndCounted() {
        double before = broker.service().metric(REFUSED, "reason=\"IDENTITY\"");

        Frames.write(asX, Frames.up("x"), Forged.open("y"));

        await().atMost(SOON).until(() -> broker.service().metric(REFUSED, "reason=\"IDENTITY\"") > before);
    }

    /** Frames that are right but for the topic: their session is y's, and x has learnt its id. */
    @Test
    void framesOfYsSessionInXsTopicAreForeignAndCounted() {
        double before = broker.service().metric(FOREIGN);
        byte[] ofY = Frames.last(installation.kafka().settings().adminClient(), Frames.up("y"));

        Frames.write(asX, Frames.up("x"), ofY);
        Frames.write(asX, Frames.up("x"), Forged.closeAfter(ofY));

        await().atMost(SOON).until(() -> broker.service().metric(FOREIGN) >= before + 2);
    }
}
