package io.remotingkafka.broker.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.label.LabelExpression;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolDirectoryTest {
    private static final Set<ControllerName> ONE = Set.of(new ControllerName("main"));
    private static final String HEAD = "apiVersion: remotingkafka.io/v1alpha1\nkind: AgentPool\nmetadata: { name: ";
    private static final String PROCESS = "  process: { command: [java, -jar, agent.jar] }\n";

    @TempDir
    Path directory;

    @Test
    void readsAPoolWithItsDefaults() throws IOException {
        // When
        PoolReading reading = read(HEAD + "linux }\nspec:\n  labels: [linux, jdk21]\n" + PROCESS);

        // Then
        assertThat(reading.problems()).isEmpty();
        AgentPool pool = reading.pools().get(new PoolName("linux"));
        assertThat(pool.controller()).isEqualTo(new ControllerName("main"));
        assertThat(pool.maxAgents()).isEqualTo(10);
        assertThat(pool.standby()).isZero();
        assertThat(pool.startTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(pool.lifetime()).isEqualTo(new AgentPool.Lifetime.OneBuild());
        assertThat(pool.podRetention()).isEqualTo(AgentPool.PodRetention.NEVER);
        assertThat(pool.takes(Optional.of(LabelExpression.lax("linux && !windows"))))
                .isTrue();
        assertThat(pool.takes(Optional.empty())).isFalse();
    }

    @Test
    void laysAPoolOverTheOneThatItExtends() throws IOException {
        // When
        PoolReading reading = read(HEAD + """
                base }
                spec:
                  labels: [linux]
                  maxAgents: 7
                  lifetime: { builds: 1 }
                  template:
                    spec:
                      containers:
                        - name: jnlp
                          image: jenkins/inbound-agent
                          env: [ { name: A, value: a }, { name: B, value: b } ]
                          args: [x, y]
                        - { name: db, image: postgres }
                      nodeSelector: { disk: ssd, zone: one }
                ---
                """ + HEAD + """
                big }
                spec:
                  extends: base
                  labels: [linux, big]
                  lifetime: { builds: null, idle: 1h30m }
                  template:
                    spec:
                      containers:
                        - name: jnlp
                          resources: { limits: { memory: 4Gi } }
                          env: [ { name: B, value: beta }, { name: C, value: c } ]
                          args: [z]
                        - { name: db, $patch: delete }
                        - { name: cache, image: redis }
                      nodeSelector: { zone: null }
                """);

        // Then
        assertThat(reading.problems()).isEmpty();
        AgentPool big = reading.pools().get(new PoolName("big"));
        assertThat(big.maxAgents()).isEqualTo(7);
        assertThat(big.labels()).containsExactlyInAnyOrder("linux", "big");
        assertThat(big.lifetime()).isEqualTo(new AgentPool.Lifetime.Idle(Duration.ofMinutes(90)));
        assertThat(((AgentPool.Launch.Pod) big.launch()).template())
                .hasToString("{\"spec\":{\"containers\":[{\"name\":\"jnlp\",\"image\":\"jenkins/inbound-agent\","
                        + "\"env\":[{\"name\":\"A\",\"value\":\"a\"},{\"name\":\"B\",\"value\":\"beta\"},"
                        + "{\"name\":\"C\",\"value\":\"c\"}],\"args\":[\"z\"],"
                        + "\"resources\":{\"limits\":{\"memory\":\"4Gi\"}}},"
                        + "{\"name\":\"cache\",\"image\":\"redis\"}],\"nodeSelector\":{\"disk\":\"ssd\"}}}");
        AgentPool base = reading.pools().get(new PoolName("base"));
        assertThat(((AgentPool.Launch.Pod) base.launch()).template().toString()).contains("postgres");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "labels: linux # spec.labels: expected a list of texts, found \"linux\"",
                "labels: [a b] # spec.labels: expected no blanks, found a b",
                "usage: exclusive # spec.usage: expected one of Exclusive, Normal, found \"exclusive\"",
                "maxAgents: -1 # spec.maxAgents: expected a whole number from 0 to 10000, found -1",
                "standby: 11 # spec.standby: 11 is more than maxAgents, 10",
                "startTimeout: 5 # spec.startTimeout: expected a duration such as 30s, 5m or 1h30m, found 5",
                "lifetime: { builds: 2 } # spec.lifetime.builds: expected a whole number from 1 to 1, found 2",
                "lifetime: { builds: 1, idle: 1m } # spec.lifetime: expected either builds or idle, found both",
                "maxAgent: 3 # spec.maxAgent: no such field",
                "controller: other # spec.controller: expected one of [main], found other",
                "extends: none # spec.extends: there is no pool 'none'",
                "extends: linux # spec.extends: goes round in a circle: linux -> linux",
                "podRetention: OnError # expected one of Never, OnFailure, Always",
                "template: { spec: {} } # expected either template (a pod) or process",
            })
    void saysWhatIsWrong(String field, String expected) throws IOException {
        // When
        String labels = field.startsWith("labels") ? "" : "  labels: [linux]\n";
        PoolReading reading = read(HEAD + "linux }\nspec:\n" + labels + "  " + field + "\n" + PROCESS);

        // Then
        assertThat(reading.pools()).isEmpty();
        assertThat(String.join("\n", reading.problems().getOrDefault("linux", List.of())))
                .contains(expected);
    }

    @Test
    void aWrongPoolOrFileDoesNotTakeTheOthersWithIt() throws IOException {
        // Given
        Files.writeString(directory.resolve("broken.yaml"), "a: [b");
        Files.writeString(directory.resolve("other.yml"), "kind: ConfigMap\napiVersion: v1\n");

        // When
        PoolReading reading = read(HEAD + "linux }\nspec:\n  labels: [linux]\n" + PROCESS + "---\n" + HEAD
                + "Bad_Name }\nspec:\n  labels: [linux]\n" + PROCESS);

        // Then
        assertThat(reading.pools()).containsOnlyKeys(new PoolName("linux"));
        assertThat(reading.problems()).containsOnlyKeys("broken.yaml", "other.yml", "Bad_Name");
    }

    private PoolReading read(String yaml) throws IOException {
        Files.writeString(directory.resolve("pools.yaml"), yaml);
        PoolReader reader = new PoolReader(ONE);
        new PoolDirectory(directory).read(reader);
        return reader.read();
    }
}
