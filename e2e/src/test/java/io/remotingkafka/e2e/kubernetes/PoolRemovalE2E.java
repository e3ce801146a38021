package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.process.ChildProcess;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart does before it is uninstalled, with the rights of its role, and without each of them. */
@Tag("cluster")
class PoolRemovalE2E {
    private static final String ROLE = "k8s/rbac/pool-removal-role.yaml";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONFIGURATION = 78;

    private static PoolNamespace namespace;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        namespace = PoolNamespace.create(ROLE);
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @BeforeEach
    void twoPools() {
        namespace.createPool("free", SPEC);
        namespace.createPool("held", SPEC);
        namespace.holdPool("held");
    }

    private static final String SPEC = """
            labels: [linux]
            template: { spec: { containers: [ { name: jnlp, image: jenkins/inbound-agent:latest-jdk21 } ] } }
            """;

    @AfterEach
    void noPools() {
        namespace.rights().allowAll();
        namespace.removePools();
    }

    @Test
    void poolsGoAndOneThatNobodyLetsGoIsLetGoInTheEnd() {
        ChildProcess removal = remove("3");

        assertThat(removal.awaitEnd(SOON)).as(removal.tail()).isZero();
        assertThat(removal.log()).contains("pool=held is let go with its agents: no broker did within 3 s");
        assertThat(namespace.hasPool("free")).isFalse();
        assertThat(namespace.hasPool("held")).isFalse();
    }

    @Test
    void poolsThatTheBrokerLetsGoAreWaitedFor() {
        ChildProcess removal = remove("60");
        namespace.awaitDeletion("held");
        assertThat(removal.isAlive()).isTrue();

        namespace.letPoolGo("held");

        assertThat(removal.awaitEnd(SOON)).as(removal.tail()).isZero();
        assertThat(removal.log()).contains("No pools are left.").doesNotContain("let go");
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aMissingRightIsNamedBeforeAnythingIsDeleted(String verb, String resource) {
        namespace.rights().forbid(verb, resource);

        ChildProcess removal = remove("3");

        assertThat(removal.awaitEnd(SOON)).as(removal.tail()).isEqualTo(CONFIGURATION);
        assertThat(removal.log())
                .containsOnlyOnce("missing right")
                .containsPattern(
                        "missing right: " + verb + " " + resource + "\\. It is needed so that .+: add verb " + verb);
        assertThat(namespace.keepsPool("free")).isTrue();
        assertThat(namespace.keepsPool("held")).isTrue();
    }

    private ChildProcess remove(String seconds) {
        return ServiceProcess.command(
                "agent-broker", directory, namespace.environment(directory), "remove-pools", seconds);
    }

    private static Stream<Arguments> documented() {
        return AccountRights.each(PoolNamespace.role(ROLE));
    }
}
