package io.remotingkafka.provisioner.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.ProvisioningFailed;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.QueueEvent;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import io.remotingkafka.testbed.browser.Chromium;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why builds wait, in a real browser. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
@QuarkusTestResource(value = ConsoleKafka.class, restrictToAnnotatedClass = true)
class BuildsE2E {
    private static final ControllerName MAIN = new ControllerName("main");
    private static final PoolName LINUX = new PoolName("linux");
    private static final AgentName AGENT = new AgentName("linux-190226a2bf");
    private static final ProvisioningFailure LONG = new ProvisioningFailure.ContainerCrashed(
            "container jnlp ended with exit code 1, its last lines:\n<script>document.title = 'taken over'</script>\n"
                    + "java.net.UnknownHostException: kafka.example.org\n".repeat(60)
                    + "a-word-without-a-break-".repeat(8) + "\nthe end of the log");

    @TestHTTPResource
    URI console;

    private final Instant now = Instant.now();
    private final List<QueueItemId> items = new ArrayList<>();
    private ScriptedBroker broker;
    private Chromium chromium;

    @BeforeEach
    void open() {
        broker = ConsoleKafka.broker();
        chromium = Chromium.start(console);
        chromium.login(ConsoleProfile.PASSWORD);
    }

    @AfterEach
    void close() {
        chromium.close();
        items.forEach(item -> tell(0, new ItemProgress.Left(item)));
        broker.close();
    }

    @Test
    void whyBuildsWait() {
        // given no build that waits
        chromium.open("/builds").waitFor("No build waits").look("builds-none");

        // when builds wait for all sorts of reasons
        QueueItemId full = item("4711", 600);
        tell(600, new QueueEvent.QueueItemWaiting(full, "shop/backend", "In the quiet period. Expires in 5 s"));
        tell(595, buildable(full, "shop/backend", "linux && jdk21"), new ItemProgress.Seen(full, "shop/backend"));
        tell(594, new ItemProgress.AtCap(full, LINUX, 50, 50));
        QueueItemId failed = item("4712", 300);
        tell(300, buildable(failed, "мобильное приложение » モバイル", "linux"));
        tell(299, new ItemProgress.MatchedPool(failed, LINUX));
        tell(298, new ItemProgress.AgentRequested(failed, LINUX, AGENT, 1));
        tell(
                297,
                new ItemProgress.NodeCreated(failed, AGENT),
                new ItemProgress.AgentLaunched(failed, AGENT, "pod " + AGENT));
        tell(295, new ItemProgress.AgentStarting(failed, AGENT, "pulling image jenkins/inbound-agent"));
        tell(
                280,
                new ItemProgress.AgentFailed(failed, AGENT, LONG),
                new ProvisioningFailed(MAIN, AGENT, LINUX, 1, LONG));
        QueueItemId nobody = item("4713", 120);
        tell(120, buildable(nobody, "windows-installer", "windows"), new ItemProgress.NoPool(nobody, "windows"));
        QueueItemId resuming = item("4714", 60);
        tell(60, buildable(resuming, "pipeline #12", "linux-0f"));
        tell(59, new ItemProgress.WaitsForNode(resuming, new AgentName("linux-0f")));
        QueueItemId well = item("4715", 3);
        tell(3, buildable(well, "docs", "linux"), new ItemProgress.Covered(well, new AgentName("linux-7")));
        QueueItemId done = item("4699", 400);
        tell(400, buildable(done, "lint", "linux"), new ItemProgress.MatchedPool(done, LINUX));
        tell(390, new ItemProgress.AgentConnected(done, new AgentName("linux-3")), new ItemProgress.Left(done));
        tell(
                30,
                new ProvisioningFailed(
                        MAIN,
                        new AgentName("linux-standby-1"),
                        LINUX,
                        1,
                        new ProvisioningFailure.AdmissionDenied("pods \"linux-standby-1\" is forbidden: violates"
                                + " PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false")));

        // then the page says so by itself, in words
        chromium.waitFor("linux-standby-1").look("builds");
        assertThat(chromium.text())
                .contains("5 wait, 4 need somebody to look")
                .contains("Pool is full", "at cap 50/50 of pool linux")
                .contains("Agent failed", "container-crashed", "Tried again by itself")
                .contains("No pool for it", "Waits for one node", "Agent on its way")
                .contains("agent linux-3 connected")
                .contains("admission-denied", "Not tried again before the pool is changed")
                .contains("<script>document.title = 'taken over'</script>", "the end of the log");
        assertThat(chromium.text().indexOf("shop/backend"))
                .isLessThan(chromium.text().indexOf("windows-installer"));

        // and each build has its story
        chromium.click("мобильное").waitFor("pulling image").look("builds-failed");
        assertThat(chromium.text())
                .contains("agent linux-190226a2bf failed", "Tried again by itself", "the end of the log");
        assertThat(chromium.source()).doesNotContain("<title>taken over");
        chromium.click("Builds")
                .waitFor("Lately")
                .click("shop/backend")
                .waitFor("maxAgents")
                .look("builds-at-cap");
    }

    @Test
    void aStoryThatIsOpenGoesOnAndTheKeyboardIsEnough() {
        QueueItemId first = item("1", 20);
        tell(20, buildable(first, "reader", "linux"));
        String link = "story-" + first.key();
        chromium.open("/builds").waitFor("reader").tabTo(link);

        // when something happens while the link has the focus
        tell(1, buildable(item("2", 1), "newcomer", "linux"));
        chromium.waitFor("newcomer");
        assertThat(chromium.focused()).isEqualTo(link);

        // then it still leads to the story, and that goes on while it is read
        chromium.keys("\n").waitFor("What happened");
        tell(0, new ItemProgress.AgentRequested(first, LINUX, AGENT, 1));
        chromium.waitFor("agent linux-190226a2bf requested");
        tell(0, new ItemProgress.Left(first));
        chromium.waitFor("left the queue").look("builds-left");
        assertThat(chromium.text()).contains("waits for an executor: no agent is there", "requested");
    }

    @Test
    void aClickIsNotLostToALiveUpdate() {
        tell(20, buildable(item("3", 20), "pressed", "linux"));
        chromium.open("/builds").waitFor("pressed").hold("pressed");

        tell(1, buildable(item("4", 1), "meanwhile", "linux"));
        Browser other = Browser.loggedIn();
        await().until(() -> other.get("/builds").asString().contains("meanwhile"));

        chromium.release().waitFor("What happened");
    }

    @Test
    void agentsOnDemandHaveTheirPool() {
        AgentId made = new AgentId(MAIN, AGENT);
        AgentId permanent = new AgentId(MAIN, new AgentName("Büro 2.OG"));
        broker.tell(
                ConsoleKafka.TOPICS.agents(),
                now,
                new AgentEvent.AgentRegistered(AgentState.fresh(permanent, 0)),
                new AgentEvent.AgentRegistered(AgentState.fresh(
                        made, 0, new AgentOrigin.Provisioned(LINUX, Optional.of(item("9", 5)), 1, now))));

        chromium.open("/agents").waitFor("linux-190226a2bf").look("agents");

        assertThat(chromium.text()).contains("Pool");
    }

    private void tell(int secondsAgo, Event... events) {
        broker.tell(ConsoleKafka.TOPICS.queue(), now.minusSeconds(secondsAgo), events);
    }

    private QueueItemId item(String number, int secondsAgo) {
        QueueItemId item = new QueueItemId(MAIN, number, now.minusSeconds(secondsAgo));
        items.add(item);
        return item;
    }

    private static QueueEvent.QueueItemBuildable buildable(QueueItemId item, String task, String label) {
        return new QueueEvent.QueueItemBuildable(item, task, Optional.of(label), "no agent is there");
    }
}
