package io.remotingkafka.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The rights that a service's account has by a role in a namespace; each can be taken away by itself. */
final class AccountRights {
    private final Resource<Role> role;
    private final Role documented;

    /** @param documented the role as it is documented, which the namespace has */
    AccountRights(KubernetesClient admin, String namespace, Role documented) {
        this.documented = documented;
        this.role = admin.rbac()
                .roles()
                .inNamespace(namespace)
                .withName(documented.getMetadata().getName());
    }

    /** Takes one verb on one resource away. */
    void forbid(String verb, String resource) {
        role.edit(now -> {
            now.setRules(now.getRules().stream()
                    .flatMap(rule -> without(rule, verb, resource))
                    .toList());
            return now;
        });
    }

    /** Gives all that is documented again. */
    void allowAll() {
        role.edit(now -> {
            now.setRules(documented.getRules());
            return now;
        });
    }

    /** A role's verbs and resources, one by one. */
    static Stream<Arguments> each(Role documented) {
        return documented.getRules().stream().flatMap(rule -> rule.getResources().stream()
                .flatMap(resource -> rule.getVerbs().stream().map(verb -> Arguments.of(verb, resource))));
    }

    private static Stream<PolicyRule> without(PolicyRule rule, String verb, String resource) {
        if (!rule.getResources().contains(resource)) {
            return Stream.of(rule);
        }
        PolicyRule others = rule.edit().removeFromResources(resource).build();
        PolicyRule reduced =
                rule.edit().withResources(resource).removeFromVerbs(verb).build();
        // Kubernetes takes no rule without a resource or without a verb.
        return Stream.of(others, reduced)
                .filter(each ->
                        !each.getResources().isEmpty() && !each.getVerbs().isEmpty());
    }
}
