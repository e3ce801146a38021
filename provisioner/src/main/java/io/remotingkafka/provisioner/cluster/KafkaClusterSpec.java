package io.remotingkafka.provisioner.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Kafka that is wanted. One model for REST, the page and the {@code KafkaCluster} resource: each of them is a way
 * to say this.
 *
 * @param mode how Kafka comes to be
 * @param profile how many nodes
 * @param image Kafka's image; one that fits the mode where empty
 * @param zookeeperImage ZooKeeper's image, in that mode
 * @param storage where data is kept
 * @param resources what a broker gets
 * @param listeners where clients connect
 * @param security how clients prove who they are
 * @param external in that mode: where it is
 */
public record KafkaClusterSpec(
        Mode mode,
        Profile profile,
        Optional<String> image,
        Optional<String> zookeeperImage,
        Storage storage,
        Resources resources,
        Listeners listeners,
        ClientSecurity security,
        Optional<ExternalKafka> external) {
    /** The image of KRaft clusters that name none. */
    public static final String KRAFT_IMAGE = "apache/kafka:4.1.2";

    /** The image of ZooKeeper clusters that name none: the last line that has that mode. */
    public static final String LEGACY_IMAGE = "apache/kafka:3.9.2";

    /** ZooKeeper's own image. */
    public static final String ZOOKEEPER_IMAGE = "zookeeper:3.9.4";

    private static final Pattern QUANTITY = Pattern.compile("[0-9]+(\\.[0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?");
    private static final Pattern HEAP = Pattern.compile("[0-9]+[kmgKMG]?");
    private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:]+]):[0-9]{1,5}");
    private static final Pattern SECRET = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final int FIRST_NODE_PORT = 30_000;
    private static final int LAST_NODE_PORT = 32_767;

    /** What is not said gets its default. */
    public KafkaClusterSpec {
        mode = mode == null ? Mode.KRAFT : mode;
        profile = profile == null ? Profile.SINGLE : profile;
        storage = storage == null ? Storage.standard() : storage;
        resources = resources == null ? Resources.standard() : resources;
        listeners = listeners == null ? Listeners.internalOnly() : listeners;
        security = security == null ? ClientSecurity.SCRAM_TLS : security;
    }

    /** A single KRaft node with every default. */
    public static KafkaClusterSpec standard() {
        return new KafkaClusterSpec(
                null, null, Optional.empty(), Optional.empty(), null, null, null, null, Optional.empty());
    }

    /** A Kafka that is there already. */
    public static KafkaClusterSpec external(ExternalKafka kafka) {
        return new KafkaClusterSpec(
                Mode.EXTERNAL, null, Optional.empty(), Optional.empty(), null, null, null, null, Optional.of(kafka));
    }

    /** The image that brokers run. */
    public String kafkaImage() {
        return image.orElse(mode == Mode.ZOOKEEPER ? LEGACY_IMAGE : KRAFT_IMAGE);
    }

    /** The image that ZooKeeper runs. */
    public String zookeeperImageOrDefault() {
        return zookeeperImage.orElse(ZOOKEEPER_IMAGE);
    }

    /** Whether we make brokers ourselves, rather than an operator or somebody else. */
    public boolean ownBrokers() {
        return mode == Mode.KRAFT || mode == Mode.ZOOKEEPER;
    }

    /** What is wrong with it, each as one sentence that begins with the field; empty if nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!QUANTITY.matcher(storage.size()).matches()) {
            problems.add("storage.size: expected a quantity such as 10Gi, not '" + storage.size() + "'");
        }
        if (!QUANTITY.matcher(resources.cpu()).matches()) {
            problems.add("resources.cpu: expected a quantity such as 500m or 2, not '" + resources.cpu() + "'");
        }
        if (!QUANTITY.matcher(resources.memory()).matches()) {
            problems.add("resources.memory: expected a quantity such as 1Gi, not '" + resources.memory() + "'");
        }
        if (!HEAP.matcher(resources.heap()).matches()) {
            problems.add(
                    "resources.heap: expected a size as -Xmx takes it, such as 512m, not '" + resources.heap() + "'");
        }
        listeners.external().ifPresent(listener -> externalListenerProblems(listener, problems));
        if (mode == Mode.EXTERNAL) {
            externalKafkaProblems(problems);
        }
        if (mode != Mode.EXTERNAL && external.isPresent()) {
            problems.add("external: only mode External has it, this is mode "
                    + mode.name().toLowerCase(Locale.ROOT));
        }
        if (mode == Mode.ZOOKEEPER && profile == Profile.THREE) {
            problems.add("profile: mode ZooKeeper is legacy and has a single node; use mode KRaft for three");
        }
        return problems;
    }

    private void externalKafkaProblems(List<String> problems) {
        if (external.isEmpty() || external.get().bootstrapServers() == null) {
            problems.add(
                    "external.bootstrapServers: mode External needs host:port of some brokers, separated by commas");
            return;
        }
        external.get().servers().stream()
                .filter(server -> !SERVER.matcher(server).matches())
                .forEach(server -> problems.add(
                        "external.bootstrapServers: expected host:port such as kafka.example.org:9093, not '" + server
                                + "'"));
        external.get()
                .credentialsSecret()
                .filter(name -> !SECRET.matcher(name).matches())
                .ifPresent(name ->
                        problems.add("external.credentialsSecret: expected a Secret's name, not '" + name + "'"));
    }

    private void externalListenerProblems(Listeners.External listener, List<String> problems) {
        if (listener.type() == null) {
            problems.add("listeners.external.type: expected NodePort or LoadBalancer");
        }
        listener.nodePort().ifPresent(port -> {
            if (port < FIRST_NODE_PORT || port + profile.nodes() - 1 > LAST_NODE_PORT) {
                problems.add("listeners.external.nodePort: expected a port between " + FIRST_NODE_PORT + " and "
                        + (LAST_NODE_PORT - profile.nodes() + 1) + ", not " + port);
            }
        });
    }
}
