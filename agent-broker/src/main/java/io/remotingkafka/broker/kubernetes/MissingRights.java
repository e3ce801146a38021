package io.remotingkafka.broker.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks the API server now and then for each right that the broker needs, and says which ones it lacks, and what for. */
@ApplicationScoped
public class MissingRights {
    /** What the API server last said; a right that was not asked for is none of the missing. */
    public sealed interface Answer {
        /** It was not asked yet. */
        record NotAsked() implements Answer {}

        /** It did not answer. */
        record Unanswered(String reason) implements Answer {}

        /** These are missing. */
        record Told(List<Right> missing) implements Answer {}
    }

    private static final Logger LOG = Logger.getLogger(MissingRights.class);

    private final Optional<Cluster.Namespace> namespace;
    private volatile Answer answer = new Answer.NotAsked();

    MissingRights(Cluster cluster) {
        this.namespace = cluster.namespace();
    }

    @Scheduled(every = "{remoting.health.kubernetes-period}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void ask() {
        namespace.ifPresent(where -> {
            Answer now = ask(where);
            if (now instanceof Answer.Told told && !told.missing().isEmpty() && !now.equals(answer)) {
                told.missing()
                        .forEach(right -> LOG.warnf(
                                "namespace=%s missing right: %s. It is needed so that %s: add verb %s on %s to the role of"
                                        + " the broker's service account",
                                where.name(), right.name(), right.function(), right.verb(), right.resource()));
            }
            answer = now;
        });
    }

    private static Answer ask(Cluster.Namespace where) {
        try {
            return new Answer.Told(Right.needed().stream()
                    .filter(right -> !allowed(where, right))
                    .toList());
        } catch (KubernetesClientException e) {
            return new Answer.Unanswered(String.valueOf(e.getMessage()));
        }
    }

    private static boolean allowed(Cluster.Namespace where, Right right) {
        int slash = right.resource().indexOf('/');
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(where.name())
                .withVerb(right.verb())
                .withGroup(right.group())
                .withResource(slash < 0 ? right.resource() : right.resource().substring(0, slash))
                .withSubresource(slash < 0 ? null : right.resource().substring(slash + 1))
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(
                where.client().resource(question).create().getStatus().getAllowed());
    }

    /** Empty where there is no Kubernetes. */
    public Optional<Answer> answer() {
        return namespace.map(where -> answer);
    }
}
