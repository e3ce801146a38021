package io.remotingkafka.broker.ownership;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.BrokenEventException;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.EventCodec;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.tunnel.kafka.RecordReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The agents topic as a table: which agents exist, and who holds their sessions. Every instance reads all of it.
 *
 * <p>What an instance that was cut off writes late must not undo what came since: offsets in the agent's topic only rise,
 * so an event with a lower one is late. It is passed over, and whoever wrote the newer one writes it again, since the
 * topic is compacted and would keep the late one.
 */
final class AgentTable {
    /** Hears of changes, on the reader's thread. */
    interface Listener {
        /** The agent's state is new. */
        void changed(AgentState state, int partition);

        /** The agent is no more. */
        void removed(AgentId agent);

        /** A late event stands behind this state, which is the one that counts. */
        void overwritten(AgentState state);
    }

    private static final Logger LOG = Logger.getLogger(AgentTable.class);

    private final Map<AgentId, AgentState> states = new HashMap<>();
    private final Listener listener;

    AgentTable(Listener listener) {
        this.listener = listener;
    }

    /** The sink for each partition of the topic. */
    RecordReader.Sink sink() {
        return new RecordReader.Sink() {
            @Override
            public void records(List<ConsumerRecord<byte[], byte[]>> records) {
                records.forEach(AgentTable.this::apply);
            }

            @Override
            public void refused(String why) {
                LOG.errorf("The agents cannot be known: %s", why);
            }
        };
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            LOG.warnf("topic=%s offset=%d a record without a key is passed over", record.topic(), record.offset());
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (record.value() == null) {
                remove(AgentId.ofKey(key));
                return;
            }
            Optional<Event> event = EventCodec.decode(headers(record), record.value());
            if (event.isPresent() && event.get() instanceof AgentEvent agentEvent) {
                if (!agentEvent.subject().equals(key)) {
                    throw new IllegalArgumentException("its event is about " + agentEvent.subject());
                }
                apply(agentEvent, record.partition());
            }
        } catch (BrokenEventException | IllegalArgumentException e) {
            LOG.warnf(
                    "topic=%s partition=%d offset=%d key=%s passed over: %s",
                    record.topic(), record.partition(), record.offset(), key, e.getMessage());
        }
    }

    private void apply(AgentEvent event, int partition) {
        switch (event) {
            case AgentEvent.AgentRegistered(AgentState state) -> apply(state, partition);
            case AgentEvent.AgentConnected(AgentState state) -> apply(state, partition);
            case AgentEvent.AgentDisconnected disconnected -> apply(disconnected.state(), partition);
            // The tombstone follows.
            case AgentEvent.AgentRetired(AgentState state) -> remove(state.id());
        }
    }

    private void remove(AgentId agent) {
        if (states.remove(agent) != null) {
            listener.removed(agent);
        }
    }

    private void apply(AgentState state, int partition) {
        AgentState known = states.get(state.id());
        if (known != null && known.readFrom() > state.readFrom()) {
            listener.overwritten(known);
        } else {
            states.put(state.id(), state);
            listener.changed(state, partition);
        }
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .filter(header -> header.value() != null)
                .collect(Collectors.toMap(
                        header -> header.key(),
                        header -> new String(header.value(), StandardCharsets.UTF_8),
                        (first, second) -> second));
    }
}
