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

    /** Agents as pods. */
    PodSettings pod();

    /** Agents as pods. */
    interface PodSettings {
        /** The sidecar's image. */
        @WithDefault("remoting-kafka/agent:${quarkus.application.version:0.1.0}")
        String image();

        /** When the sidecar's image is pulled; Kubernetes's default where it is not set. */
        Optional<String> imagePullPolicy();

        /** The sidecar's memory, requested and at most. */
        @WithDefault("96Mi")
        String memory();

        /** The share of a processor that the sidecar requests. */
        @WithDefault("50m")
        String cpuRequest();

        /** Settings of each sidecar beside those that the broker gives it, such as Kafka's address for pods. */
        Map<String, String> settings();

        /** Who agents are for a Kafka with users. */
        @WithDefault("own")
        Identity identity();

        /** Where {@code identity} is {@code strimzi}. */
        StrimziSettings strimzi();
    }

    /** A Kafka whose users Strimzi's User Operator keeps. */
    interface StrimziSettings {
        /** The name of the {@code Kafka} resource. */
        Optional<String> kafka();

        /** The namespace that the User Operator watches; the pools' own where it is not set. */
        Optional<String> namespace();
    }

    /** Who agents are for a Kafka with users. */
    enum Identity {
        /** Each has a user and ACLs for its two topics alone: the broker makes them, and may do so. */
        OWN,
        /** The same, by {@code KafkaUser} resources: Strimzi's User Operator removes users that it does not know. */
        STRIMZI,
        /** All have the one that {@code settings} name, or else the broker's. Whoever has one agent's login then has all. */
        SHARED
    }

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
