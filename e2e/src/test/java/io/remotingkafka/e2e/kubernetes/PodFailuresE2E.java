package io.remotingkafka.e2e.kubernetes;

import static io.remotingkafka.e2e.kubernetes.PodSite.IMAGE;
import static io.remotingkafka.e2e.kubernetes.PodSite.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that do not come: each says why, to the build that waits and on the pool, and leaves nothing. */
@Tag("cluster")
@Tag("cluster-nightly")
class PodFailuresE2E {
    private static final String SMALL = "image: '" + IMAGE + "', resources: { requests: { cpu: 50m, memory: 64Mi } }";

    @TempDir
    private static Path directory;

    private static PodSite site;

    @BeforeAll
    static void start() {
        site = PodSite.start(directory);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void anImageThatDoesNotExist() {
        site.pool("no-image", 2, "3m", "image: 'nobody/has-such-an-image:1'");

        assertFails("no-image", "image-unavailable", "nobody/has-such-an-image:1");
    }

    @Test
    void aPodThatNoNodeHasRoomFor() {
        site.pool("huge", 1, "20s", "image: '" + IMAGE + "', resources: { requests: { cpu: '500' } }");

        assertFails("huge", "unschedulable", "Insufficient cpu");
    }

    @Test
    void aContainerThatCrashes() {
        site.pool("crash", 1, "3m", "image: '" + IMAGE + "', command: [/bin/sh, -c, 'exit 3']");

        assertFails("crash", "container-crashed", "ended with code 3");
    }

    @Test
    void aPodThatPodSecurityForbids() {
        site.pool("root", 1, "3m", SMALL + ", securityContext: { runAsUser: 0, privileged: true }");

        assertFails("root", "admission-denied", "violates PodSecurity");
    }

    @Test
    void anAgentThatDoesNotConnectInTime() {
        site.pool("late", 1, "20s", SMALL + ", command: [/bin/sleep, '600']");

        assertFails("late", "start-timed-out", "running, and not connected");
    }

    @Test
    void aNamespaceThatIsFull() {
        // Given
        site.namespace()
                .create(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("no-gpu")
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("requests.example.com/gpu", new Quantity("0"))
                        .endSpec()
                        .build());
        site.pool(
                "full",
                1,
                "3m",
                "image: '" + IMAGE
                        + "', resources: { limits: { example.com/gpu: 1 }, requests: { example.com/gpu: 1 } }");

        // Then
        assertFails("full", "quota-exceeded", "exceeded quota: no-gpu");
    }

    @Test
    void aPoolThatIsWrongSaysSo() {
        // When
        site.namespace().createPool("wrong", "labels: [wrong]\ntemplate: { spec: { containers: [] } }\n");

        // Then
        await().atMost(LONG).untilAsserted(() -> assertThat(site.namespace().status("wrong"))
                .contains("Invalid", "expected a container named jnlp"));
        site.namespace().deletePool("wrong");
        await().atMost(LONG).until(() -> !site.namespace().hasPool("wrong"));
    }

    private static void assertFails(String pool, String kind, String why) {
        site.jobs().run(FreestyleJob.of("needs-" + pool, pool, "true"));
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(site.story("needs-" + pool)).contains("agent-failed", why, "next attempt not before");
            assertThat(site.namespace().status(pool)).contains(kind, why);
        });
        site.jobs().delete("needs-" + pool);
        site.namespace().deletePool(pool);
        await().atMost(LONG).until(() -> !site.namespace().hasPool(pool));
        site.awaitNothingLeft();
    }
}
