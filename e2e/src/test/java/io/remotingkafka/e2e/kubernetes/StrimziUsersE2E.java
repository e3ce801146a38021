package io.remotingkafka.e2e.kubernetes;

import static io.remotingkafka.e2e.kubernetes.PodSite.IMAGE;
import static io.remotingkafka.e2e.kubernetes.PodSite.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import io.strimzi.api.kafka.model.user.KafkaUserBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents on demand where Strimzi's User Operator keeps the users of Kafka: each is a {@code KafkaUser} resource. */
@Tag("cluster")
class StrimziUsersE2E {
    private static final String OF_OTHERS = "remoting-kafka.main.others-0123456789";

    @TempDir
    private Path directory;

    @Test
    void eachAgentIsAResourceThatGoesWithItAndOthersStay() {
        try (PodSite site = PodSite.startWithStrimzi(directory)) {
            // Given
            site.operator()
                    .add(new KafkaUserBuilder()
                            .withNewMetadata()
                            .withName(OF_OTHERS)
                            .addToLabels("strimzi.io/cluster", "kafka")
                            .endMetadata()
                            .withNewSpec()
                            .withNewKafkaUserScramSha512ClientAuthentication()
                            .endKafkaUserScramSha512ClientAuthentication()
                            .withNewKafkaUserAuthorizationSimple()
                            .endKafkaUserAuthorizationSimple()
                            .endSpec()
                            .build());
            site.pool(
                    "linux",
                    2,
                    "3m",
                    "image: '" + IMAGE
                            + "', resources: { requests: { cpu: 50m, memory: 128Mi }, limits: { memory: 256Mi } }");

            // When
            Build build = site.jobs().run(FreestyleJob.of("as-a-kafka-user", "linux", "echo built on $NODE_NAME"));
            await().atMost(LONG).until(() -> !site.namespace().pods().isEmpty());
            String agent = site.namespace().pods().getFirst().getMetadata().getName();
            assertThat(site.operator().users()).containsExactlyInAnyOrder(OF_OTHERS, "remoting-kafka.main." + agent);
            Build.Result result = build.awaitResult(LONG);

            // Then
            assertThat(result)
                    .as(() -> build.log()
                            + site.story("as-a-kafka-user")
                            + site.namespace().describe())
                    .isEqualTo(Build.Result.SUCCESS);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(site.operator().users()).containsExactly(OF_OTHERS));
        }
    }
}
