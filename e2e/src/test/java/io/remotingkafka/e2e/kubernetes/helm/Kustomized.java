package io.remotingkafka.e2e.kubernetes.helm;

import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The services and a permanent agent by {@code kubectl apply -k} in a namespace of their own, with a Kafka and a controller that are
 * there already.
 */
final class Kustomized implements AutoCloseable {
    /** The permanent agent's node, which the controller has to have. */
    static final String PERMANENT = "kustomized-permanent";

    private static final String NAMESPACE = "demo-kustomize";
    private static final String PREFIX = "remoting-kafka-kustomized";
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
                remoting.prefix=%s
                remoting.controllers.main.url=%s
                remoting.controllers.main.agents.permanent.name=%s
                remoting.controllers.main.agents.permanent.fetch-secret=true
                remoting.kubernetes.namespace=%s
                remoting.launch.pod.image=remoting-kafka/agent:%s
                remoting.launch.pod.memory=256Mi
                remoting.drain.timeout=10s
                """.formatted(PREFIX, controller, PERMANENT, NAMESPACE, ProjectRoot.VERSION));
        write("permanent-agent.properties", "remoting.prefix=" + PREFIX + "\n");
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
        String binding = kafka.keySet().stream().map(key -> "binding/" + key).collect(Collectors.joining(", "));
        write("kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: %s
                resources: [../../../k8s/base, namespace.yaml, pool.yaml]
                components: [../../../k8s/components/permanent-agent]
                secretGenerator:
                  - name: remoting-kafka-agent-broker
                    files: [application.properties=agent-broker.properties]
                  - name: remoting-kafka-provisioner
                    files: [application.properties=provisioner.properties]
                  - name: remoting-kafka-binding
                    files: [%s]
                  - name: remoting-kafka-permanent-agent
                    files: [application.properties=permanent-agent.properties]
                    literals: [name=%s, secret=held-by-the-agent-broker]
                  - name: remoting-kafka-permanent-agent-binding
                    files: [%s]
                patches:
                  # The tests' images of the JVM need more.
                  - target: { kind: Deployment, name: remoting-kafka-permanent-agent }
                    patch: |
                      - { op: replace, path: /spec/template/spec/initContainers/0/resources, value: { requests: { cpu: 10m, memory: 128Mi }, limits: { memory: 384Mi } } }
                      - { op: replace, path: /spec/template/spec/containers/0/resources, value: { requests: { cpu: 10m, memory: 128Mi } } }
                """.formatted(NAMESPACE, binding, PERMANENT, binding));
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

    /** Applies it, and waits until the services and the agent's pod are ready. */
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
