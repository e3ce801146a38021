package io.remotingkafka.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;

/** A client within Kubernetes: a pod that mounts the hand-over's Secret, and has nothing else. */
final class ClientPod {
    /** What it writes, reads again and prints. */
    static final String SAID = "hello from inside";

    private static final String SCRIPT = """
            set -e
            cd /binding
            {
              for key in security.protocol sasl.mechanism sasl.jaas.config ssl.truststore.type; do
                echo "$key=$(cat $key)"
              done
              echo ssl.truststore.location=/binding/ca.crt
            } >/tmp/client.properties
            kafka() { tool=$1; shift; /opt/kafka/bin/kafka-$tool.sh --bootstrap-server "$(cat bootstrap-servers)" --topic remoting-kafka.from-inside "$@"; }
            kafka topics --command-config /tmp/client.properties --create
            echo '%s' | kafka console-producer --producer.config /tmp/client.properties
            kafka console-consumer --consumer.config /tmp/client.properties --partition 0 --offset earliest --max-messages 1 --timeout-ms 60000
            """.formatted(SAID);

    private ClientPod() {}

    /** As a user would write it, for a namespace of level {@code restricted}. */
    static Pod mounting(String bindingSecret) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("client")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1000L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("client")
                .withImage("apache/kafka:4.1.2")
                .withImagePullPolicy("IfNotPresent")
                .withCommand("bash", "-c", SCRIPT)
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("binding")
                .withMountPath("/binding")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("binding")
                .withNewSecret()
                .withSecretName(bindingSecret)
                .endSecret()
                .endVolume()
                .endSpec()
                .build();
    }
}
