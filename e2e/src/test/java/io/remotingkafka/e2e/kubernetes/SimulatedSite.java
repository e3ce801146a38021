package io.remotingkafka.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.remotingkafka.testbed.kafka.KafkaProcess;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.remotingkafka.testbed.process.ServiceProcess;
import io.remotingkafka.testbed.simulated.SimulatedJenkins;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real agent-broker with a real Kafka and a real API server, for a controller that is simulated. The pools' pods ask for a
 * node that there is not: they are made, and never run.
 */
final class SimulatedSite implements AutoCloseable {
    private final Path directory;
    private final PoolNamespace namespace = PoolNamespace.create();
    private final SimulatedJenkins jenkins = SimulatedJenkins.start();
    private final KafkaSettings kafka;
    private final Map<String, String> settings;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Optional<ApiProxy> proxy = Optional.empty();

    private SimulatedSite(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.settings = settings;
        kafka = KafkaSettings.in(directory.resolve("kafka"));
        parts.push(namespace);
        parts.push(jenkins);
        parts.push(KafkaProcess.start(kafka));
    }

    /**
     * Without a broker.
     *
     * @param settings of brokers, beside those that they need
     */
    static SimulatedSite start(Path directory, Map<String, String> settings) {
        return new SimulatedSite(directory, settings);
    }

    /** Whose brokers reach the API server through a proxy. */
    static SimulatedSite startBehindProxy(Path directory) {
        SimulatedSite site = new SimulatedSite(directory, Map.of());
        ApiProxy proxy = site.namespace.proxy(directory);
        site.proxy = Optional.of(proxy);
        site.parts.push(proxy);
        return site;
    }

    /** One more instance. */
    ServiceProcess startBroker(String instance) {
        Map<String, String> all = new HashMap<>(namespace.brokerSettings(directory));
        all.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        all.put("remoting.instance", instance);
        all.put("remoting.controllers.main.url", jenkins.url().toString());
        all.put("remoting.scaling.settle", "3s");
        all.putAll(settings);
        proxy.ifPresent(
                between -> all.putAll(PoolNamespace.serverSettings(directory, between.url(), between.certificate())));
        ServiceProcess broker = ServiceProcess.start("agent-broker", directory.resolve(instance), all);
        parts.push(broker);
        return broker.awaitReady();
    }

    /** A pool whose label is its name. */
    void pool(String name, String fields) {
        namespace.createPool(name, """
                labels: [%s]
                startTimeout: 1h
                %s
                template:
                  spec:
                    nodeSelector: { nowhere: "true" }
                    containers: [ { name: jnlp, image: jenkins/inbound-agent:latest-jdk21 } ]
                """.formatted(name, fields));
    }

    /** What is between brokers and the API server. */
    ApiProxy proxy() {
        return proxy.orElseThrow();
    }

    /** By hand, at once. */
    void deletePod(String name) {
        namespace
                .admin()
                .pods()
                .inNamespace(namespace.name())
                .withName(name)
                .withGracePeriod(0)
                .delete();
    }

    SimulatedJenkins jenkins() {
        return jenkins;
    }

    PoolNamespace namespace() {
        return namespace;
    }

    /** The names of pods that are not being deleted. */
    Set<String> pods() {
        return namespace.pods().stream()
                .map(Pod::getMetadata)
                .filter(metadata -> metadata.getDeletionTimestamp() == null)
                .map(metadata -> metadata.getName())
                .collect(Collectors.toSet());
    }

    /** Somebody's topic. */
    void createTopic(String name) {
        try (Admin admin = Admin.create(kafka.adminClient())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not make the topic", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Somebody's pod, which never runs. */
    Pod idlePod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("remotingkafka.io/agent", name)
                .endMetadata()
                .withNewSpec()
                .addToNodeSelector("nowhere", "true")
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1000L)
                .withNewSeccompProfile(null, "RuntimeDefault")
                .endSecurityContext()
                .addNewContainer()
                .withName("idle")
                .withImage("jenkins/inbound-agent:latest-jdk21")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .addToDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
    }

    /** The agents that have frame topics. */
    Set<String> frameTopics() {
        try (Admin admin = Admin.create(kafka.adminClient())) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
                    .filter(topic -> topic.startsWith("remoting-kafka.main.agent."))
                    // A hyphen is doubled in a topic's name.
                    .map(topic -> topic.split("\\.", -1)[3].replace("--", "-"))
                    .collect(Collectors.toSet());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not list its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("A part of the site could not be ended", e);
            }
        }
    }
}
