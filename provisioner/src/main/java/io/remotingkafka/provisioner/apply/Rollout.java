package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.remotingkafka.provisioner.plan.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Waits for pods, tells what Kubernetes says meanwhile, and gives up with the reason. */
final class Rollout {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int LOG_LINES = 20;

    private final Site site;
    private final Set<String> told = new HashSet<>();
    private Optional<Failure> suspect = Optional.empty();
    private Instant suspectedSince;

    Rollout(Site site) {
        this.site = site;
        this.suspectedSince = site.now();
    }

    /** What is waited for. */
    interface Watched extends AutoCloseable {
        boolean ready();

        /** What is said about it meanwhile, what looks like a failure first. */
        List<Diagnosis.Finding> findings();

        /** Waits until something changed, or the time is over. */
        void await(Duration atMost) throws InterruptedException;

        @Override
        void close();
    }

    /** Until it is ready. */
    void await(Watched watched, Instant begun) throws FailedException, InterruptedException {
        Instant deadline = begun.plus(site.config().deadline());
        while (!watched.ready()) {
            List<Diagnosis.Finding> findings = watched.findings();
            findings.forEach(this::tell);
            judge(findings, deadline);
            watched.await(LOOK_AGAIN);
        }
    }

    private void tell(Diagnosis.Finding finding) {
        if (told.add(finding.object() + finding.says())) {
            site.log().add(new Progress.Observed(site.now(), finding.object(), finding.says()));
            finding.failure().ifPresent(failure -> {
                if (failure instanceof Failure.Crashing) {
                    tellLog(finding.object());
                }
            });
        }
    }

    private void tellLog(ObjectRef pod) {
        try {
            String text = site.client()
                    .pods()
                    .withName(pod.name())
                    .terminated()
                    .tailingLines(LOG_LINES)
                    .getLog();
            site.log()
                    .add(new Progress.LogTail(
                            site.now(), pod.name(), text.lines().toList()));
        } catch (KubernetesClientException e) {
            site.log().add(new Progress.Observed(site.now(), pod, "its log cannot be read: " + e.getMessage()));
        }
    }

    private void judge(List<Diagnosis.Finding> findings, Instant deadline) throws FailedException {
        Optional<Failure> now =
                findings.stream().flatMap(finding -> finding.failure().stream()).findFirst();
        boolean same = now.map(Failure::getClass).equals(suspect.map(Failure::getClass));
        if (!same) {
            suspectedSince = site.now();
        }
        suspect = now;
        boolean hopeless = site.now().isAfter(suspectedSince.plus(site.config().patience()));
        boolean late = site.now().isAfter(deadline);
        if (suspect.isPresent() && (hopeless || late)) {
            throw new FailedException(suspect.get());
        }
        if (late) {
            String last = findings.isEmpty()
                    ? "nothing"
                    : findings.get(0).object() + ": " + findings.get(0).says();
            throw new FailedException(new Failure.TookTooLong(site.config().deadline(), last));
        }
    }
}
