package io.remotingkafka.protocol.naming;

import java.util.Comparator;

/** An agent of one controller: two controllers may each have a node of the same name. */
public record AgentId(ControllerName controller, AgentName agent) implements Comparable<AgentId> {
    private static final Comparator<AgentId> ORDER =
            Comparator.comparing(AgentId::controller).thenComparing(AgentId::agent);

    @Override
    public int compareTo(AgentId other) {
        return ORDER.compare(this, other);
    }

    /** The key of this agent's records on the {@code agents} topic. */
    public String key() {
        return controller + "/" + agent;
    }

    /**
     * Reads what {@link #key()} wrote.
     *
     * @throws IllegalArgumentException if the text is no such key
     */
    public static AgentId ofKey(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("An agent's key is <controller>/<agent>, not '" + key + "'");
        }
        return new AgentId(new ControllerName(key.substring(0, slash)), new AgentName(key.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return key();
    }
}
