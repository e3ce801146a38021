package io.remotingkafka.broker.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Asks the API server what a client's own account may do. Any account may ask that. */
public final class AccessReview {
    private AccessReview() {}

    /**
     * Those of the rights that the account does not have in the namespace.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server does not answer
     */
    public static List<Right> missing(KubernetesClient client, String namespace, List<Right> needed) {
        return needed.stream()
                .filter(right -> !allowed(client, namespace, right))
                .toList();
    }

    private static boolean allowed(KubernetesClient client, String namespace, Right right) {
        int slash = right.resource().indexOf('/');
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb(right.verb())
                .withGroup(right.group())
                .withResource(slash < 0 ? right.resource() : right.resource().substring(0, slash))
                .withSubresource(slash < 0 ? null : right.resource().substring(slash + 1))
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(
                client.resource(question).create().getStatus().getAllowed());
    }
}
