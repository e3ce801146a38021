package io.remotingkafka.tunnel.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Kafka's client settings from a mounted Secret, as the Service Binding Specification for Kubernetes 1.1 has it ("Workload Projection"):
 * below the directory that {@code SERVICE_BINDING_ROOT} names, each binding is a directory with a file for each key. Of a binding whose
 * {@code type} is {@code kafka}, the keys under Kafka's own names become {@code kafka.*}; a binding without them gives its
 * {@code bootstrap-servers}.
 *
 * <p>Environment variables and files of settings go before it, what the service brings itself goes after it.
 */
public final class ServiceBinding implements ConfigSource {
    /** Between the settings in the service (250) and those in a file beside it (260). */
    static final int ORDINAL = 255;

    private static final String ROOT = "SERVICE_BINDING_ROOT";
    private static final String SERVERS = "bootstrap.servers";
    private static final List<String> PREFIXES = List.of("security.", "sasl.", "ssl.");

    private final Map<String, String> settings;

    /**
     * What the environment names; nothing where it names nothing.
     *
     * @throws IllegalStateException if what it names is no directory, or several of its bindings are Kafka's
     */
    public ServiceBinding() {
        this(Optional.ofNullable(System.getenv(ROOT))
                .filter(root -> !root.isBlank())
                .map(Path::of));
    }

    ServiceBinding(Optional<Path> root) {
        settings = root.map(ServiceBinding::read).orElse(Map.of());
    }

    private static Map<String, String> read(Path root) {
        if (!Files.isDirectory(root)) {
            throw new IllegalStateException(
                    ROOT + ": expected a directory with a directory for each binding, but " + root + " is none.");
        }
        List<Path> bindings =
                list(root).stream().filter(ServiceBinding::isKafka).toList();
        if (bindings.size() > 1) {
            throw new IllegalStateException(ROOT + ": expected one binding of type kafka in " + root + ", but found "
                    + bindings.stream()
                            .map(binding -> String.valueOf(binding.getFileName()))
                            .sorted()
                            .toList() + ".");
        }
        return bindings.stream().findFirst().map(ServiceBinding::settings).orElse(Map.of());
    }

    private static boolean isKafka(Path binding) {
        Path type = binding.resolve("type");
        return Files.isRegularFile(type) && "kafka".equals(content(type));
    }

    private static Map<String, String> settings(Path binding) {
        Map<String, String> settings = new HashMap<>();
        for (Path file : list(binding)) {
            String key = String.valueOf(file.getFileName());
            if (key.equals(SERVERS) || PREFIXES.stream().anyMatch(key::startsWith)) {
                settings.put("kafka." + key, content(file));
            }
        }
        Path servers = binding.resolve("bootstrap-servers");
        if (!settings.containsKey("kafka." + SERVERS) && Files.isRegularFile(servers)) {
            settings.put("kafka." + SERVERS, content(servers));
        }
        return Map.copyOf(settings);
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(ROOT + ": cannot read " + directory, e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(ROOT + ": cannot read " + file, e);
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public String getValue(String name) {
        return settings.get(name);
    }

    @Override
    public String getName() {
        return "Service binding";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
