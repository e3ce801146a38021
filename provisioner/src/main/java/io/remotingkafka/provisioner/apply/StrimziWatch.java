package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.remotingkafka.provisioner.manifest.StrimziManifests;
import io.remotingkafka.provisioner.plan.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Follows what the Strimzi operator says about some resources, and the pods that it makes of them. */
final class StrimziWatch implements Rollout.Watched {
    private final PodWatch pods;
    private final Map<ObjectRef, SharedIndexInformer<GenericKubernetesResource>> resources = new TreeMap<>();

    StrimziWatch(Site site, List<HasMetadata> awaited, Instant from) {
        String kafka = site.names().kafka();
        pods = new PodWatch(
                site.client(),
                StrimziCluster.labels(site.names()),
                0,
                name -> name.startsWith(kafka + "-") || name.startsWith("data-0-" + kafka + "-"),
                from);
        for (HasMetadata resource : awaited) {
            ObjectRef ref = ObjectRef.of(resource);
            resources.put(
                    ref,
                    site.client()
                            .genericKubernetesResources(StrimziManifests.API, ref.kind())
                            .withName(ref.name())
                            .inform(pods.<GenericKubernetesResource>signal()));
        }
    }

    @Override
    public boolean ready() {
        return resources.keySet().stream().allMatch(ref -> status(ref) instanceof OperatorStatus.Ready);
    }

    @Override
    public List<Diagnosis.Finding> findings() {
        List<Diagnosis.Finding> findings = new ArrayList<>(pods.findings());
        resources.keySet().forEach(ref -> Diagnosis.ofOperator(ref, status(ref)).ifPresent(findings::add));
        findings.sort(Diagnosis.FAILURES_FIRST);
        return findings;
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
        pods.await(atMost);
    }

    @Override
    public void close() {
        pods.close();
        resources.values().forEach(SharedIndexInformer::close);
    }

    private OperatorStatus status(ObjectRef ref) {
        return resources.get(ref).getStore().list().stream()
                .findFirst()
                .map(OperatorStatus::of)
                .orElseGet(OperatorStatus.Unseen::new);
    }
}
