package io.remotingkafka.broker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrimziUserTest {
    private final GenericKubernetesResource user =
            StrimziUser.resource("prefix.main.pool-0123456789", "kafka", Map.of("a.up", List.of("Write", "Describe")));

    @Test
    void asksForOneTopicAndNothingElse() {
        assertThat(user.getMetadata().getLabels())
                .containsEntry("strimzi.io/cluster", "kafka")
                .containsEntry("app.kubernetes.io/managed-by", "remoting-kafka-agent-broker");
        assertThat(user.<Object>get("spec", "authentication")).isEqualTo(Map.of("type", "scram-sha-512"));
        assertThat(user.<Object>get("spec", "authorization"))
                .isEqualTo(Map.of(
                        "type",
                        "simple",
                        "acls",
                        List.of(Map.of(
                                "resource",
                                Map.of("type", "topic", "name", "a.up", "patternType", "literal"),
                                "operations",
                                List.of("Write", "Describe")))));
    }

    @Test
    void isReadyWhenTheOperatorSaysSoOfWhatIsAskedForNow() {
        assertThat(StrimziUser.secret(user)).as("not seen yet").isEmpty();

        says(1, Map.of("type", "Ready", "status", "True"));
        assertThat(StrimziUser.secret(user)).as("of an earlier one").isEmpty();

        says(2, Map.of("type", "Ready", "status", "True"));
        assertThat(StrimziUser.secret(user)).contains("its-secret");
        assertThat(StrimziUser.refusal(user)).isEmpty();
    }

    @Test
    void aRefusalIsInTheOperatorsWords() {
        says(2, Map.of("type", "NotReady", "status", "True", "reason", "InvalidResourceException", "message", "no"));

        assertThat(StrimziUser.secret(user)).isEmpty();
        assertThat(StrimziUser.refusal(user)).contains("InvalidResourceException: no");
    }

    @Test
    void namesAreReadBackForOneControllerAlone() {
        UserNames names = new UserNames("prefix");

        assertThat(names.agents(
                        new io.remotingkafka.protocol.naming.ControllerName("main"),
                        List.of(
                                "prefix.main.pool-0123456789",
                                "prefix.other.pool-0123456789",
                                "prefix.main.pool",
                                "prefixmain.pool-0123456789",
                                "another.prefix.main.pool-0123456789")))
                .extracting(Object::toString)
                .containsExactly("pool-0123456789");
    }

    private void says(long generation, Map<String, String> condition) {
        user.getMetadata().setGeneration(2L);
        user.setAdditionalProperty(
                "status",
                Map.of("observedGeneration", generation, "secret", "its-secret", "conditions", List.of(condition)));
    }
}
