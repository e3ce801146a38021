package io.remotingkafka.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The sidecar's own settings; those of Kafka's client are {@code kafka.*}, as its documentation names them. */
@ConfigMapping(prefix = "remoting")
public interface AgentConfig {
    /** What all topics of the installation begin with; the broker has the same. */
    @WithDefault("remoting-kafka")
    String prefix();

    /** The controller's name in the broker's configuration. */
    @WithDefault("main")
    String controller();

    /** The agent beside this sidecar. */
    Agent agent();

    /** The limits of a session. */
    Session session();

    /** The agent beside this sidecar. */
    interface Agent {
        /** The name of the node in Jenkins. */
        String name();

        /** The address on which agent.jar finds the sidecar. Anything but loopback lets others speak as this agent. */
        @WithDefault("127.0.0.1")
        String listenHost();

        /** The port of agent.jar's {@code -url}; 0 takes a free one. */
        @WithDefault("7080")
        int port();

        /** The port that TCP agents are sent to; 0 takes a free one. */
        @WithDefault("7050")
        int tcpPort();

        /** The command line of agent.jar, if the sidecar is to start it: words separated by commas. */
        Optional<List<String>> command();

        /** How long the command may take to end after SIGTERM, before it is killed. */
        @WithDefault("30s")
        Duration stopTimeout();
    }

    /** The limits of a session. */
    interface Session {
        /** Bytes on their way to agent.jar and unread by it, at most. */
        @WithDefault("4194304")
        int window();

        /** How long the broker's answer to a new connection is waited for. */
        @WithName("open-limit")
        @WithDefault("30s")
        Duration openLimit();

        /** How long Kafka may be out of reach before the session is closed. */
        @WithName("outage-limit")
        @WithDefault("230s")
        Duration outageLimit();

        /** How long the broker may be silent, while Kafka is in reach, before the session is closed. */
        @WithName("silence-limit")
        @WithDefault("230s")
        Duration silenceLimit();
    }
}
