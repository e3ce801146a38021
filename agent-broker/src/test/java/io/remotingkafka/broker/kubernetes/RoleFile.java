package io.remotingkafka.broker.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What a role of {@code k8s/rbac} gives. */
public final class RoleFile {
    private RoleFile() {}

    /** Group, verb and resource of each right. */
    public static List<String> rights(String name) throws IOException {
        try (var file = Files.newInputStream(ProjectRoot.find().resolve("k8s/rbac/" + name))) {
            return new KubernetesSerialization()
                    .unmarshal(file, Role.class).getRules().stream()
                            .flatMap(rule -> rule.getResources().stream().flatMap(resource -> rule.getVerbs().stream()
                                    .map(verb -> rule.getApiGroups().getFirst() + " " + verb + " " + resource)))
                            .toList();
        }
    }
}
