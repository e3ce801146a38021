package io.remotingkafka.broker;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Grafana's dashboard of this project. */
// What Quarkus brings.
@SuppressWarnings("deprecation")
public final class Dashboard {
    private static final Pattern METRIC = Pattern.compile("remoting_[a-z_]+");

    private Dashboard() {}

    /** The metrics that its panels ask for and whose names begin so. */
    public static Set<String> metrics(String prefix) throws IOException {
        JsonObject dashboard = new JsonObject(Files.readString(Path.of("../k8s/dashboards/remoting-kafka.json")));
        Set<String> names = new TreeSet<>();
        for (Object panel : dashboard.getJsonArray("panels")) {
            for (Object target : ((JsonObject) panel).getJsonArray("targets", new JsonArray())) {
                METRIC.matcher(((JsonObject) target).getString("expr"))
                        .results()
                        .map(result -> result.group())
                        .filter(name -> name.startsWith(prefix))
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** The metrics that Prometheus would read. */
    public static Set<String> exposed(PrometheusMeterRegistry registry) {
        return registry.scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }
}
