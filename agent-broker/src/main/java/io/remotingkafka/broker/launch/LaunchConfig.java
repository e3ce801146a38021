package io.remotingkafka.broker.launch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How agents are run. */
@ConfigMapping(prefix = "remoting.launch")
public interface LaunchConfig {
    /** How many agents are made, or taken away, at the same time. */
    @WithDefault("16")
    int parallel();

    /** Agents as processes of this machine: for trials, and where there is no Kubernetes. */
    ProcessSettings process();

    /** Agents as processes of this machine. */
    interface ProcessSettings {
        /** The sidecar's command line, as words separated by commas; without it no pool may have {@code process}. */
        Optional<List<String>> sidecar();

        /** Where agents have their directories. */
        @WithDefault("agents")
        Path directory();

        /** Settings of each sidecar beside those that the broker gives it, such as Kafka's address for it. */
        Map<String, String> settings();

        /** How long an agent may take to end after SIGTERM, before it is killed. */
        @WithDefault("10s")
        Duration stopTimeout();
    }
}
