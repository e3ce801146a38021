package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.InvalidConnectionException;
import io.remotingkafka.provisioner.plan.Plan;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Every surface's way to the clusters: short questions are answered at once, operations run on their own threads. */
@ApplicationScoped
class Operations implements KafkaClusters {
    private final Sites sites;
    private final RunningOperations running;
    private final KubernetesSerialization serialization;

    Operations(Sites sites, RunningOperations running, KubernetesSerialization serialization) {
        this.sites = sites;
        this.running = running;
        this.serialization = serialization;
    }

    @Override
    public List<ClusterStatus> list(ConnectionName connection) {
        try (KubernetesClient client = sites.open(connection)) {
            Map<ClusterKey, ClusterRecord> found =
                    new TreeMap<>(Comparator.comparing(key -> key.cluster().value()));
            new RecordStore(client)
                    .list()
                    .forEach((name, record) -> found.put(new ClusterKey(connection, name), record));
            running.known(connection).forEach(key -> running.ahead(key).ifPresent(record -> found.put(key, record)));
            return found.entrySet().stream()
                    .map(each -> each.getValue().status(each.getKey(), client.getNamespace()))
                    .toList();
        } catch (KubernetesClientException e) {
            throw new RefusedException(ApiFailures.of(e).reason(), e);
        }
    }

    @Override
    public Optional<ClusterStatus> status(ClusterKey key) {
        return ask(key, site -> {
            // Kubernetes is asked in any case: whether it answers is part of the question.
            Optional<ClusterRecord> recorded = site.records().find(site.names());
            return running.ahead(key)
                    .or(() -> recorded)
                    .map(record -> record.status(key, site.names().namespace()));
        });
    }

    @Override
    public Plan plan(ClusterKey key, KafkaClusterSpec spec) {
        check(spec);
        refuseOtherKeeper(key, spec);
        return ask(key, site -> Making.of(site, spec.mode()).plan(spec));
    }

    @Override
    public String manifests(ClusterKey key, KafkaClusterSpec spec) {
        check(spec);
        return ask(key, site -> {
            StringBuilder text = new StringBuilder();
            Making.of(site, spec.mode()).manifests(spec).forEach(object -> text.append("---\n")
                    .append(serialization.asYaml(withoutSecrets(object)).replaceFirst("^---\n", "")));
            return text.toString();
        });
    }

    @Override
    public void apply(ClusterKey key, KafkaClusterSpec spec) {
        check(spec);
        // A connection that does not work is refused here as well, rather than later.
        refuseOtherKeeper(key, spec);
        running.apply(key, ClusterRecord.applying(spec, ClusterRecord.Rotation.NONE, sites.now()));
    }

    @Override
    public void rotateCertificates(ClusterKey key, boolean renewAuthority) {
        ClusterRecord record =
                ask(key, site -> site.records().find(site.names())).orElseThrow(() -> unknown(key));
        if (!record.spec().ownBrokers()) {
            throw new RefusedException(new Reason(
                    "invalid-cluster",
                    "The certificates of " + key + " are not the provisioner's",
                    "Renew them where that Kafka is kept, and apply again."));
        }
        ClusterRecord.Rotation rotation =
                renewAuthority ? ClusterRecord.Rotation.AUTHORITY : ClusterRecord.Rotation.CERTIFICATES;
        running.apply(key, ClusterRecord.applying(record.spec(), rotation, sites.now()));
    }

    @Override
    public void remove(ClusterKey key, VolumeChoice volumes) {
        Optional<ClusterRecord> recorded = ask(key, site -> site.records().find(site.names()));
        if (running.forget(key) && recorded.isEmpty()) {
            return;
        }
        ClusterRecord record = recorded.or(() -> running.ahead(key)).orElseThrow(() -> unknown(key));
        running.remove(key, record.removing(volumes, sites.now()), record.phase());
    }

    @Override
    public Multi<Progress> progress(ClusterKey key) {
        return running.progress(key);
    }

    private <T> T ask(ClusterKey key, Function<Site, T> question) {
        try (KubernetesClient client = sites.open(key.connection())) {
            return question.apply(sites.site(key, client, new ProgressLog()));
        } catch (KubernetesClientException e) {
            throw new RefusedException(ApiFailures.of(e).reason(), e);
        } catch (InvalidConnectionException e) {
            throw new RefusedException(
                    new Reason("invalid-connection", e.getMessage(), "Enter the connection anew."), e);
        }
    }

    private static void check(KafkaClusterSpec spec) {
        if (!spec.problems().isEmpty()) {
            throw new RefusedException(new Reason(
                    "invalid-cluster", String.join("; ", spec.problems()), "Change the fields named and try again."));
        }
    }

    /** Brokers of ours do not become an operator's, nor the other way round: their data would be left behind. */
    private void refuseOtherKeeper(ClusterKey key, KafkaClusterSpec spec) {
        status(key).map(ClusterStatus::spec).map(KafkaClusterSpec::mode).ifPresent(before -> {
            if (before != spec.mode() && (before == Mode.STRIMZI || spec.mode() == Mode.STRIMZI)) {
                throw new RefusedException(new Failure.ModeChanged(before, spec.mode()).reason());
            }
        });
    }

    private static HasMetadata withoutSecrets(HasMetadata object) {
        if (object instanceof Secret secret) {
            secret.getData().replaceAll((key, value) -> "");
        }
        return object;
    }

    private static RefusedException unknown(ClusterKey key) {
        return new RefusedException(new Reason(
                "unknown-cluster", "There is no cluster " + key + ".", "List the clusters of the connection."));
    }
}
