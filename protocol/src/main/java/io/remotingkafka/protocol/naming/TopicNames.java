package io.remotingkafka.protocol.naming;

import java.util.regex.Pattern;

/**
 * The names of all topics of one installation, below its prefix.
 *
 * <p>{@code <prefix>.agents} (compacted), {@code <prefix>.queue}, {@code <prefix>.clusters}, and for each agent
 * {@code <prefix>.<controller>.agent.<encoded name>.up} and {@code .down}. Every name keeps within Kafka's 249
 * characters.
 */
public record TopicNames(String prefix) {
    /** The prefix of an installation that sets none. */
    public static final String DEFAULT_PREFIX = "remoting-kafka";

    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9]([-.a-zA-Z0-9]{0,58}[a-zA-Z0-9])?");

    /**
     * @throws IllegalArgumentException if the prefix cannot begin a topic's name
     */
    public TopicNames {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("A topic prefix has letters, digits, inner hyphens and dots,"
                    + " at most 60 characters, not '" + prefix + "'");
        }
    }

    /** Which agents exist and who serves them: compacted, keyed by {@link AgentId#key()}. */
    public String agents() {
        return prefix + ".agents";
    }

    /** What happens in the controllers' build queues. */
    public String queue() {
        return prefix + ".queue";
    }

    /** What happens to Kafka itself. */
    public String clusters() {
        return prefix + ".clusters";
    }

    /** Frames from the agent to its controller. One partition. */
    public String up(AgentId id) {
        return agent(id) + ".up";
    }

    /** Frames from the controller to the agent. One partition. */
    public String down(AgentId id) {
        return agent(id) + ".down";
    }

    private String agent(AgentId id) {
        return prefix + "." + id.controller() + ".agent." + AgentNameCodec.encode(id.agent());
    }
}
