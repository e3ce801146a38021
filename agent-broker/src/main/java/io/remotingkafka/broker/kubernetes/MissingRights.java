package io.remotingkafka.broker.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        record Told(List<Missing> missing) implements Answer {}
    }

    /** A right that the broker does not have in a namespace. */
    public record Missing(String namespace, Right right) {}

    private static final Logger LOG = Logger.getLogger(MissingRights.class);

    private final List<NeededRights> needed;
    private volatile Answer answer = new Answer.NotAsked();

    MissingRights(Cluster cluster, @All List<NeededRights.Source> sources) {
        this.needed = Stream.concat(
                        cluster.namespace().map(where -> new NeededRights(where, Right.needed())).stream(),
                        sources.stream().flatMap(source -> source.neededRights().stream()))
                .toList();
    }

    @Scheduled(every = "{remoting.health.kubernetes-period}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void ask() {
        if (needed.isEmpty()) {
            return;
        }
        Answer now = asked();
        if (now instanceof Answer.Told told && !told.missing().isEmpty() && !now.equals(answer)) {
            told.missing()
                    .forEach(missing -> LOG.warnf(
                            "namespace=%s missing right: %s. It is needed so that %s: add verb %s on %s to the role of"
                                    + " the broker's service account",
                            missing.namespace(),
                            missing.right().name(),
                            missing.right().function(),
                            missing.right().verb(),
                            missing.right().resource()));
        }
        answer = now;
    }

    private Answer asked() {
        try {
            return new Answer.Told(needed.stream()
                    .flatMap(each ->
                            AccessReview.missing(
                                            each.where().client(), each.where().name(), each.rights())
                                    .stream()
                                    .map(right -> new Missing(each.where().name(), right)))
                    .toList());
        } catch (KubernetesClientException e) {
            return new Answer.Unanswered(String.valueOf(e.getMessage()));
        }
    }

    /** Empty where there is no Kubernetes. */
    public Optional<Answer> answer() {
        return needed.isEmpty() ? Optional.empty() : Optional.of(answer);
    }
}
