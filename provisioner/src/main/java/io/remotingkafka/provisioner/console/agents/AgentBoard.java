package io.remotingkafka.provisioner.console.agents;

import io.remotingkafka.protocol.event.AgentEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All agents, made of the events of the agents topic one by one.
 *
 * @param byKey each agent's last event, by the record's key
 * @param trouble why nothing newer is known, where that is so
 */
public record AgentBoard(Map<String, AgentRow> byKey, Optional<String> trouble) {
    private static final Comparator<AgentRow> BY_NAME =
            Comparator.comparing(AgentRow::controller).thenComparing(AgentRow::agent);

    public AgentBoard {
        byKey = Map.copyOf(byKey);
    }

    static AgentBoard empty() {
        return new AgentBoard(Map.of(), Optional.empty());
    }

    AgentBoard with(AgentEvent event, Instant at) {
        Map<String, AgentRow> more = new HashMap<>(byKey);
        more.put(event.subject(), AgentRow.of(event, at));
        return new AgentBoard(more, Optional.empty());
    }

    /** After a tombstone. */
    AgentBoard without(String key) {
        Map<String, AgentRow> fewer = new HashMap<>(byKey);
        fewer.remove(key);
        return new AgentBoard(fewer, Optional.empty());
    }

    AgentBoard troubled(String why) {
        return new AgentBoard(byKey, Optional.of(why));
    }

    AgentBoard untroubled() {
        return new AgentBoard(byKey, Optional.empty());
    }

    /** The agents, by controller and name. */
    public List<AgentRow> rows() {
        return byKey.values().stream().sorted(BY_NAME).toList();
    }

    /** How many of them are connected. */
    public long connected() {
        return byKey.values().stream().filter(row -> row.session().isPresent()).count();
    }
}
