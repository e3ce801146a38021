package io.remotingkafka.broker.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.EncodedEvent;
import io.remotingkafka.protocol.event.EventCodec;
import io.remotingkafka.protocol.naming.AgentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AgentTableTest {
    private static final AgentId LINUX = AgentId.ofKey("main/linux");
    private static final AgentId MAC = AgentId.ofKey("main/mac");

    private final List<String> told = new ArrayList<>();
    private final AgentTable table = new AgentTable(new AgentTable.Listener() {
        @Override
        public void changed(AgentState state, int partition) {
            told.add("changed " + state.id() + " " + state.readFrom() + " in " + partition);
        }

        @Override
        public void removed(AgentId agent) {
            told.add("removed " + agent);
        }

        @Override
        public void overwritten(AgentState state) {
            told.add("overwritten " + state.id() + " " + state.readFrom());
        }
    });

    @Test
    void eachAgentsLatestStateCounts() {
        comes(List.of(registered(LINUX, 1), registered(MAC, 5), registered(LINUX, 1), registered(LINUX, 9)));

        assertThat(told)
                .containsExactly(
                        "changed main/linux 1 in 2",
                        "changed main/mac 5 in 2",
                        "changed main/linux 1 in 2",
                        "changed main/linux 9 in 2");
    }

    @Test
    void aLateEventIsPassedOverAndTheNewerStateWrittenAgain() {
        comes(List.of(registered(LINUX, 9), registered(LINUX, 4), registered(LINUX, 9)));

        assertThat(told)
                .containsExactly("changed main/linux 9 in 2", "overwritten main/linux 9", "changed main/linux 9 in 2");
    }

    @Test
    void aTombstoneRemovesOnceAndTheNameMayBeginAnewAtALowerOffset() {
        comes(List.of(registered(LINUX, 9), tombstone("main/linux"), tombstone("main/linux"), registered(LINUX, 0)));

        assertThat(told)
                .containsExactly("changed main/linux 9 in 2", "removed main/linux", "changed main/linux 0 in 2");
    }

    @Test
    void whatIsNoEventOfOursIsPassedOverAndTheRestIsRead() {
        comes(List.of(
                record(null, new byte[] {1}),
                record("main/linux", "not json".getBytes(StandardCharsets.UTF_8)),
                tombstone("no slash"),
                typed("main/linux", "io.remotingkafka.agent.connected", "{\"state\":null}"),
                typed("main/linux", "io.remotingkafka.agent.promoted", "{}"),
                registered(MAC, 5)));

        assertThat(told).containsExactly("changed main/mac 5 in 2");
    }

    @Test
    void anotherAgentsStateUnderAnAgentsKeyIsPassedOver() {
        ConsumerRecord<byte[], byte[]> linux = registered(LINUX, 1);
        ConsumerRecord<byte[], byte[]> disguised = record("main/mac", linux.value());
        linux.headers().forEach(disguised.headers()::add);

        comes(List.of(disguised, registered(MAC, 5)));

        assertThat(told).containsExactly("changed main/mac 5 in 2");
    }

    private void comes(List<ConsumerRecord<byte[], byte[]>> records) {
        table.sink().records(records);
    }

    private static ConsumerRecord<byte[], byte[]> registered(AgentId agent, long readFrom) {
        EncodedEvent event = EventCodec.encode(
                new AgentEvent.AgentRegistered(AgentState.fresh(agent, readFrom)), "urn:test", "1", Instant.EPOCH);
        ConsumerRecord<byte[], byte[]> record = record(event.key(), event.json().getBytes(StandardCharsets.UTF_8));
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> typed(String key, String type, String json) {
        ConsumerRecord<byte[], byte[]> record = record(key, json.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> tombstone(String key) {
        return record(key, null);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>("agents", 2, 0, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
    }
}
