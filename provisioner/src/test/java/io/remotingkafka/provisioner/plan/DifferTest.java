package io.remotingkafka.provisioner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferTest {
    private static final String WANTED = """
            apiVersion: v1
            kind: Service
            metadata: { name: kafka, labels: { a: b } }
            spec:
              selector: { app: kafka }
              ports:
                - { name: clients, port: 9092, targetPort: clients }
            """;

    private final KubernetesSerialization yaml = new KubernetesSerialization();

    @Test
    void whatIsNotThereIsCreated() {
        assertThat(compare(WANTED, Optional.empty())).isInstanceOf(PlannedChange.Created.class);
    }

    @Test
    void whatOthersAddedIsNoDifference() {
        String live = """
                apiVersion: v1
                kind: Service
                metadata: { name: kafka, labels: { a: b, c: d } }
                spec:
                  clusterIP: 10.0.0.1
                  selector: { app: kafka }
                  ports:
                    - { name: other, port: 1 }
                    - { name: clients, port: 9092, targetPort: clients, protocol: TCP }
                """;

        assertThat(compare(WANTED, Optional.of(live))).isInstanceOf(PlannedChange.Unchanged.class);
    }

    @Test
    void aFieldThatDiffersIsNamed() {
        String live = WANTED.replace("9092", "9999");

        assertThat(compare(WANTED, Optional.of(live)))
                .isInstanceOfSatisfying(PlannedChange.Changed.class, changed -> assertThat(changed.fields())
                        .containsExactly("spec.ports[clients].port"));
    }

    @Test
    void aFieldThatDiffersAndSomebodyElseOwnsIsAConflict() {
        String live = """
                apiVersion: v1
                kind: Service
                metadata:
                  name: kafka
                  labels: { a: changed }
                  managedFields:
                    - manager: kubectl-edit
                      operation: Update
                      fieldsType: FieldsV1
                      fieldsV1: { "f:metadata": { "f:labels": { "f:a": {} } } }
                spec:
                  selector: { app: kafka }
                  ports:
                    - { name: clients, port: 9092, targetPort: clients }
                """;

        assertThat(compare(WANTED, Optional.of(live)))
                .isInstanceOfSatisfying(PlannedChange.InConflict.class, conflict -> assertThat(conflict.conflicts())
                        .isEqualTo(List.of(new PlannedChange.FieldConflict("metadata.labels.a", "kubectl-edit"))));
    }

    @Test
    void aPortThatSomebodyElseOwnsIsAConflict() {
        String live = """
                apiVersion: v1
                kind: Service
                metadata:
                  name: kafka
                  labels: { a: b }
                  managedFields:
                    - manager: kubectl-edit
                      operation: Update
                      fieldsType: FieldsV1
                      fieldsV1: { "f:spec": { "f:ports": { 'k:{"port":9092,"protocol":"TCP"}': { "f:targetPort": {} } } } }
                spec:
                  selector: { app: kafka }
                  ports:
                    - { name: clients, port: 9092, targetPort: elsewhere, protocol: TCP }
                """;

        assertThat(compare(WANTED, Optional.of(live)))
                .isInstanceOfSatisfying(PlannedChange.InConflict.class, conflict -> assertThat(conflict.conflicts())
                        .isEqualTo(List.of(
                                new PlannedChange.FieldConflict("spec.ports[clients].targetPort", "kubectl-edit"))));
    }

    @Test
    void aVolumeMayBeMountedTwice() {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: { name: zookeeper }
                spec:
                  containers:
                    - name: zookeeper
                      volumeMounts:
                        - { name: data, mountPath: /data, subPath: data }
                        - { name: data, mountPath: /datalog, subPath: datalog }
                """;

        assertThat(compare(pod, Optional.of(pod))).isInstanceOf(PlannedChange.Unchanged.class);
    }

    @Test
    void anObjectThatIsNotOursIsLeftAlone() {
        PlannedChange change = Differ.compare(object(WANTED), Optional.of(object(WANTED)), "us", false);

        assertThat(change).isInstanceOf(PlannedChange.MadeByOthers.class);
    }

    private PlannedChange compare(String wanted, Optional<String> live) {
        return Differ.compare(object(wanted), live.map(this::object), "us", true);
    }

    private HasMetadata object(String text) {
        return yaml.unmarshal(text);
    }
}
