package io.remotingkafka.provisioner.console.kafka;

import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.ExternalKafka;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Profile;
import io.remotingkafka.provisioner.cluster.Resources;
import io.remotingkafka.provisioner.cluster.Storage;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.console.Form;
import io.remotingkafka.provisioner.console.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The Kafka form's fields as the page shows them.
 *
 * @param stored whether the cluster is there: its connection and name are then fixed
 */
public record KafkaForm(
        boolean stored,
        String connection,
        String cluster,
        Mode mode,
        Profile profile,
        ClientSecurity security,
        String externalType,
        String nodePort,
        String address,
        String storageSize,
        String storageClass,
        boolean ephemeral,
        String cpu,
        String memory,
        String heap,
        String image,
        String zookeeperImage,
        String bootstrapServers,
        String credentialsSecret) {
    private static final String NO_EXTERNAL = "None";

    /** What became of a form. */
    sealed interface Outcome {
        /** A cluster. */
        record Filled(ClusterKey key, KafkaClusterSpec spec) implements Outcome {}

        /** What has to be mended first. */
        record Refused(List<Problem> problems) implements Outcome {}
    }

    static KafkaForm standard(String connection) {
        return of(false, connection, "kafka", KafkaClusterSpec.standard());
    }

    static KafkaForm of(ClusterStatus status) {
        return of(
                true, status.key().connection().value(), status.key().cluster().value(), status.spec());
    }

    private static KafkaForm of(boolean stored, String connection, String cluster, KafkaClusterSpec spec) {
        Optional<Listeners.External> external = spec.listeners().external();
        return new KafkaForm(
                stored,
                connection,
                cluster,
                spec.mode(),
                spec.profile(),
                spec.security(),
                external.map(listener -> listener.type().name()).orElse(NO_EXTERNAL),
                external.flatMap(Listeners.External::nodePort)
                        .map(String::valueOf)
                        .orElse(""),
                external.flatMap(Listeners.External::address).orElse(""),
                spec.storage().size(),
                spec.storage().storageClass().orElse(""),
                spec.storage().ephemeral(),
                spec.resources().cpu(),
                spec.resources().memory(),
                spec.resources().heap(),
                spec.image().orElse(""),
                spec.zookeeperImage().orElse(""),
                spec.external().map(ExternalKafka::bootstrapServers).orElse(""),
                spec.external().flatMap(ExternalKafka::credentialsSecret).orElse(""));
    }

    /** What was sent. */
    static KafkaForm of(Form form) {
        return new KafkaForm(
                form.ticked("stored"),
                form.text("connection"),
                form.text("name"),
                one(Mode.class, form.text("mode")).orElse(Mode.KRAFT),
                one(Profile.class, form.text("profile")).orElse(Profile.SINGLE),
                one(ClientSecurity.class, form.text("security")).orElse(ClientSecurity.SCRAM_TLS),
                form.text("listeners.external.type"),
                form.text("listeners.external.nodePort"),
                form.text("listeners.external.address"),
                form.text("storage.size"),
                form.text("storage.storageClass"),
                form.ticked("storage.ephemeral"),
                form.text("resources.cpu"),
                form.text("resources.memory"),
                form.text("resources.heap"),
                form.text("image"),
                form.text("zookeeperImage"),
                form.text("external.bootstrapServers"),
                form.text("external.credentialsSecret"));
    }

    /** Whether no way from outside is chosen. */
    public boolean isInternalOnly() {
        return one(Listeners.ExternalType.class, externalType).isEmpty();
    }

    /** The cluster that a form describes. Fields of other modes than the chosen one are passed over. */
    static Outcome read(Form form) {
        List<Problem> problems = new ArrayList<>();
        Optional<ConnectionName> connection =
                checked("connection", form.text("connection"), ConnectionName::new, problems);
        Optional<ClusterName> cluster = checked("name", form.text("name"), ClusterName::new, problems);
        KafkaClusterSpec spec = spec(form, problems);
        spec.problems().stream().map(KafkaForm::problem).forEach(problems::add);
        if (!problems.isEmpty()) {
            return new Outcome.Refused(List.copyOf(problems));
        }
        return new Outcome.Filled(new ClusterKey(connection.orElseThrow(), cluster.orElseThrow()), spec);
    }

    private static KafkaClusterSpec spec(Form form, List<Problem> problems) {
        Mode mode = one(Mode.class, form.text("mode")).orElse(Mode.KRAFT);
        if (mode == Mode.EXTERNAL) {
            return KafkaClusterSpec.external(new ExternalKafka(
                    form.text("external.bootstrapServers"), form.filled("external.credentialsSecret")));
        }
        Profile profile = mode == Mode.ZOOKEEPER
                ? Profile.SINGLE
                : one(Profile.class, form.text("profile")).orElse(Profile.SINGLE);
        return new KafkaClusterSpec(
                mode,
                profile,
                form.filled("image"),
                mode == Mode.ZOOKEEPER ? form.filled("zookeeperImage") : Optional.empty(),
                new Storage(
                        form.filled("storage.size").orElse(null),
                        form.filled("storage.storageClass"),
                        form.ticked("storage.ephemeral")),
                new Resources(
                        form.filled("resources.cpu").orElse(null),
                        form.filled("resources.memory").orElse(null),
                        form.filled("resources.heap").orElse(null)),
                new Listeners(external(form, problems)),
                one(ClientSecurity.class, form.text("security")).orElse(ClientSecurity.SCRAM_TLS),
                Optional.empty());
    }

    private static Optional<Listeners.External> external(Form form, List<Problem> problems) {
        return one(Listeners.ExternalType.class, form.text("listeners.external.type"))
                .map(type -> new Listeners.External(
                        type,
                        type == Listeners.ExternalType.NODE_PORT
                                ? form.filled("listeners.external.nodePort")
                                        .flatMap(text ->
                                                checked("listeners.external.nodePort", text, KafkaForm::port, problems))
                                : Optional.empty(),
                        form.filled("listeners.external.address")));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected a number such as 31090, not '" + text + "'.", e);
        }
    }

    /** A problem of the specification begins with the field, which is the field's id in the page too. */
    private static Problem problem(String sentence) {
        int colon = sentence.indexOf(": ");
        return new Problem(sentence.substring(0, colon), capital(sentence.substring(colon + 2)) + ".");
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static <E extends Enum<E>> Optional<E> one(Class<E> type, String name) {
        return Stream.of(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    private static <T> Optional<T> checked(
            String field, String text, Function<String, T> read, List<Problem> problems) {
        try {
            return Optional.of(read.apply(text));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(field, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
