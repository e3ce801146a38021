package io.remotingkafka.provisioner.connection.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void theRoleAllowsWhatTheConnectionTestAsksForAndNothingElse() throws IOException {
        Role role = Serialization.unmarshal(Files.readString(Path.of("../k8s/rbac/provisioner-role.yaml")), Role.class);

        List<String> allowed =
                role.getRules().stream().flatMap(RoleTest::rights).toList();

        assertThat(allowed)
                .containsExactlyInAnyOrderElementsOf(Permissions.needed().stream()
                        .map(permission -> permission.verb() + " " + permission.group() + "/" + permission.resource())
                        .toList());
    }

    private static Stream<String> rights(PolicyRule rule) {
        return rule.getVerbs().stream().flatMap(verb -> rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream().map(resource -> verb + " " + group + "/" + resource)));
    }
}
