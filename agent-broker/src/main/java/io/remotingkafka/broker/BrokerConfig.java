package io.remotingkafka.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The broker's own settings; those of Kafka's client are {@code kafka.*}, as its documentation names them. */
@ConfigMapping(prefix = "remoting")
public interface BrokerConfig {
    /** What all topics of the installation begin with: letters, digits, inner hyphens and dots. */
    @WithDefault("remoting-kafka")
    String prefix();

    /** This instance's name in events and logs; a random end is added, since it must never come twice. */
    @WithDefault("${HOSTNAME:broker}")
    String instance();

    /**
     * The console's Kafka user, if the broker is to let it read the events of agents, queues and clusters; needs Alter on the
     * cluster.
     */
    Optional<String> consoleKafkaUser();

    /** The controllers served, each by a name of the administrator's choice (a DNS label). */
    Map<String, Controller> controllers();

    /** The limits of a session. */
    Session session();

    /** What keeps agents apart. */
    Security security();

    /** How the topics are made. */
    Topics topics();

    /** How an instance stops. */
    Drain drain();

    /** How health is found out. */
    Health health();

    /** One controller. */
    interface Controller {
        /** Where the broker reaches it, context path included. */
        URI url();

        /** The user for REST calls: who is idle, who is to be disconnected. Without it, nobody is known to be idle. */
        Optional<String> user();

        /** That user's API token. */
        Optional<String> token();

        /** What the controller signs its pushes with; without it none are taken. */
        Optional<String> pushSecret();

        /** How its certificate is checked, where the URL is https. */
        Tls tls();

        /** The permanent agents that reach it through Kafka, each by a key of the administrator's choice. */
        Map<String, Agent> agents();
    }

    /** How a controller's certificate is checked. */
    interface Tls {
        /** A PEM file with the certificate of the authority that signed the controller's. */
        Optional<String> caFile();

        /** Accepts any certificate. For trials only. */
        @WithDefault("false")
        boolean insecure();
    }

    /** One permanent agent. */
    interface Agent {
        /** The node's name in Jenkins; the key itself where it is not set. */
        Optional<String> name();

        /** The node's secret, if the broker is to know it; else the agent brings its own. */
        Optional<String> secret();

        /**
         * Asks the controller for the node's secret, with the controller's user and token, where {@code secret} is not set: the
         * broker holds it in memory, and nobody has to copy it.
         */
        @WithDefault("false")
        boolean fetchSecret();

        /** The agent's Kafka user, if the broker is to give it the rights to the agent's two topics; needs Alter on the cluster. */
        Optional<String> kafkaUser();
    }

    /** The limits of a session. */
    interface Session {
        /** Bytes on their way to the controller and unread by it, for each session, at most. */
        @WithDefault("4194304")
        int window();

        /** How often a session's other side is pinged. */
        @WithDefault("3s")
        Duration heartbeat();

        /** How long Kafka may be out of reach before a session is closed. */
        @WithName("outage-limit")
        @WithDefault("230s")
        Duration outageLimit();

        /** How long a sidecar may be silent, while Kafka is in reach, before its session is closed. */
        @WithName("silence-limit")
        @WithDefault("230s")
        Duration silenceLimit();
    }

    /** What keeps agents apart. */
    interface Security {
        /**
         * Adds secrets for agents even where Kafka has no authorisation and is not on loopback: whoever reaches Kafka
         * can then pose as any of these agents.
         */
        @WithDefault("false")
        boolean trustUnprotectedKafka();
    }

    /** How the topics are made. */
    interface Topics {
        /** Copies of each topic; -1 leaves it to Kafka's default. */
        @WithDefault("-1")
        short replicationFactor();

        /** Partitions of the agents topic, when it is made: as many broker instances can share the agents. */
        @WithDefault("12")
        int agentsPartitions();

        /** How long frames that nobody reads are kept at most. */
        @WithDefault("1h")
        Duration frameRetention();
    }

    /** How health is found out. */
    interface Health {
        /** How often each controller is asked whether it is there. */
        @WithDefault("10s")
        Duration controllerPeriod();

        /** How often the API server is asked for the rights that agents as pods need. */
        @WithDefault("1m")
        Duration kubernetesPeriod();
    }

    /** How an instance stops. */
    interface Drain {
        /** How long busy agents may finish after SIGTERM. */
        @WithDefault("1h")
        Duration timeout();
    }
}
