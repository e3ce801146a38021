package io.remotingkafka.e2e.kubernetes.helm;

import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The services by {@code kubectl apply -k} in a namespace of their own, with a Kafka and a controller that are there already. */
final class Kustomized implements AutoCloseable {
    private static final String NAMESPACE = "demo-kustomize";
    private static final Duration SHORT = Duration.ofMinutes(3);

    private final Path overlay = ProjectRoot.find().resolve("e2e/target/kustomize");

    /**
     * Writes an overlay as a user would.
     *
     * @param kafka the binding that the provisioner left behind
     * @param controller where the services reach it
     */
    Kustomized(Map<String, String> kafka, URI controller) throws IOException {
        Files.createDirectories(overlay.resolve("binding"));
        kafka.forEach((key, value) -> write("binding/" + key, value));
        write("agent-broker.properties", """
                remoting.prefix=remoting-kafka-kustomized
                remoting.controllers.main.url=%s
                remoting.kubernetes.namespace=%s
                remoting.launch.pod.image=remoting-kafka/agent:%s
                remoting.launch.pod.memory=256Mi
                remoting.drain.timeout=10s
                """.formatted(controller, NAMESPACE, ProjectRoot.VERSION));
        write("provisioner.properties", "provisioner.login.password=of-the-test-alone\n");
        write("pool.yaml", """
                apiVersion: remotingkafka.io/v1alpha1
                kind: AgentPool
                metadata: { name: kustomized }
                spec:
                  labels: [kustomized]
                  maxAgents: 1
                  template:
                    spec:
                      terminationGracePeriodSeconds: 5
                      containers:
                        - name: jnlp
                          image: jenkins/inbound-agent:latest-jdk21
                          resources: { requests: { cpu: 10m, memory: 128Mi } }
                """);
        write("kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: %s
                resources: [../../../k8s/base, namespace.yaml, pool.yaml]
                secretGenerator:
                  - name: remoting-kafka-agent-broker
                    files: [application.properties=agent-broker.properties]
                  - name: remoting-kafka-provisioner
                    files: [application.properties=provisioner.properties]
                  - name: remoting-kafka-binding
                    files: [%s]
                """.formatted(
                NAMESPACE,
                String.join(
                        ", ",
                        kafka.keySet().stream().map(key -> "binding/" + key).toList())));
        write("namespace.yaml", """
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: %s
                  labels: { pod-security.kubernetes.io/enforce: restricted }
                """.formatted(NAMESPACE));
    }

    private void write(String file, String text) {
        try {
            Files.writeString(overlay.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Applies it, and waits until both services are ready. */
    void apply() {
        Command.run(SHORT, "kubectl", "apply", "--server-side", "--force-conflicts", "-k", overlay.toString())
                .ok();
        Command.run(SHORT, "kubectl", "rollout", "status", "deployment", "-n", NAMESPACE, "--timeout=150s")
                .ok();
    }

    /** What is in the broker's log. */
    String log() {
        return Command.run(SHORT, "kubectl", "logs", "-n", NAMESPACE, "deployment/remoting-kafka-agent-broker")
                .output();
    }

    @Override
    public void close() {
        Command.run(SHORT, "kubectl", "delete", "agentpools", "--all", "-n", NAMESPACE)
                .ok();
        Command.run(SHORT, "kubectl", "delete", "namespace", NAMESPACE).ok();
    }
}
