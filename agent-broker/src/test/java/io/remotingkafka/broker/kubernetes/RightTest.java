package io.remotingkafka.broker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RightTest {
    @Test
    void thoseNeededAreThoseThatTheRoleGives() throws IOException {
        Role role;
        try (var file = Files.newInputStream(ProjectRoot.find().resolve("k8s/rbac/agent-broker-role.yaml"))) {
            role = new KubernetesSerialization().unmarshal(file, Role.class);
        }

        assertThat(Right.needed())
                .extracting(right -> right.group() + " " + right.name())
                .containsExactlyInAnyOrderElementsOf(role.getRules().stream()
                        .flatMap(rule -> rule.getResources().stream().flatMap(resource -> rule.getVerbs().stream()
                                .map(verb -> rule.getApiGroups().getFirst() + " " + verb + " " + resource)))
                        .toList());
    }

    @Test
    void theReferenceSaysWhatForEachIsNeeded() throws IOException {
        String page = Files.readString(ProjectRoot.find().resolve("src-docs/reference-agent-pools.adoc"));

        assertThat(Right.needed()).allSatisfy(right -> assertThat(page)
                .contains("\n| " + right.name() + " | " + right.function() + "\n"));
    }
}
