package io.remotingkafka.quickstart;

import io.remotingkafka.protocol.event.AgentEvent.AgentConnected;
import io.remotingkafka.protocol.event.AgentEvent.AgentDisconnected;
import io.remotingkafka.protocol.event.AgentEvent.AgentRegistered;
import io.remotingkafka.protocol.event.AgentEvent.AgentRetired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened on the way, in order. */
final class TimeLine {
    private record Entry(Instant time, String text) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Something that the quickstart did or saw just now. */
    void now(String text) {
        entries.add(new Entry(Instant.now(), text));
    }

    /** Something that was written down elsewhere. */
    void at(Instant time, String text) {
        entries.add(new Entry(time, text));
    }

    /** What agent-broker has published. */
    void addAll(List<AgentHistory.Entry> events) {
        events.forEach(entry -> entries.add(new Entry(entry.time(), text(entry))));
    }

    private static String text(AgentHistory.Entry entry) {
        return switch (entry.event()) {
            case AgentRegistered registered -> "agent-broker made the agent's two topics";
            case AgentConnected connected ->
                connected
                        .state()
                        .session()
                        .map(live -> "session " + live.session().brief() + " opened (" + live.kind() + ")")
                        .orElse("session opened");
            case AgentDisconnected gone -> "session closed: " + gone.reason();
            case AgentRetired retired -> "agent-broker removed the agent's topics";
        };
    }

    /** The lines, with the seconds since the first. */
    List<String> lines() {
        List<Entry> ordered =
                entries.stream().sorted(Comparator.comparing(Entry::time)).toList();
        return ordered.stream()
                .map(entry ->
                        Screen.seconds(Duration.between(ordered.getFirst().time(), entry.time())) + "  " + entry.text())
                .toList();
    }
}
