package io.remotingkafka.provisioner.console.agents;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.provisioner.console.events.Board;
import io.remotingkafka.provisioner.console.events.News;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All agents, made of the events of the agents topic.
 *
 * @param byKey each agent's last event, by the record's key
 */
public record AgentBoard(Map<String, AgentRow> byKey) implements Board<AgentBoard> {
    private static final Comparator<AgentRow> BY_NAME =
            Comparator.comparing(AgentRow::controller).thenComparing(AgentRow::agent);

    public AgentBoard {
        byKey = Map.copyOf(byKey);
    }

    static AgentBoard empty() {
        return new AgentBoard(Map.of());
    }

    @Override
    public AgentBoard with(List<News> news) {
        Map<String, AgentRow> next = new HashMap<>(byKey);
        for (News each : news) {
            switch (each) {
                case News.Told told -> {
                    if (told.event() instanceof AgentEvent event) {
                        next.put(event.subject(), AgentRow.of(event, told.at()));
                    }
                }
                case News.Forgotten(String subject) -> next.remove(subject);
            }
        }
        return new AgentBoard(next);
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
