package io.remotingkafka.testbed.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Settings as a file, for a node in a process of its own. */
final class StoredSettings {
    private static final String EXTRA = "extra.";

    private StoredSettings() {}

    static Properties of(KafkaSettings settings) {
        Properties stored = new Properties();
        stored.setProperty("directory", settings.directory().toString());
        stored.setProperty("controllerPort", String.valueOf(settings.controllerPort()));
        stored.setProperty(
                "listeners",
                String.join(
                        ",",
                        settings.listeners().stream()
                                .map(l -> l.name() + ":" + l.host() + ":" + l.port() + ":" + l.advertisedPort())
                                .toList()));
        settings.adminPassword().ifPresent(password -> stored.setProperty("adminPassword", password));
        settings.extra().forEach((name, value) -> stored.setProperty(EXTRA + name, value));
        return stored;
    }

    static KafkaSettings of(Properties stored) {
        List<KafkaSettings.Listener> listeners = Stream.of(
                        stored.getProperty("listeners").split(",", -1))
                .map(text -> text.split(":", -1))
                .map(parts -> new KafkaSettings.Listener(
                        parts[0], parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3])))
                .toList();
        Map<String, String> extra = new HashMap<>();
        stored.stringPropertyNames().stream()
                .filter(name -> name.startsWith(EXTRA))
                .forEach(name -> extra.put(name.substring(EXTRA.length()), stored.getProperty(name)));
        return new KafkaSettings(
                Path.of(stored.getProperty("directory")),
                listeners,
                Integer.parseInt(stored.getProperty("controllerPort")),
                Optional.ofNullable(stored.getProperty("adminPassword")),
                extra);
    }
}
