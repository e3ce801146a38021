package io.remotingkafka.protocol.event;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Events as CloudEvents 1.0 in Kafka's binary mode (CloudEvents, "Kafka Protocol Binding", section 3.2): attributes in
 * record headers, JSON in the value. Fields are only ever added, so unknown ones are ignored.
 */
public final class EventCodec {
    private static final String TYPE_HEADER = "ce_type";

    private static final Map<String, Class<? extends Event>> TYPES = Map.ofEntries(
            Map.entry(AgentEvent.AgentRegistered.TYPE, AgentEvent.AgentRegistered.class),
            Map.entry(AgentEvent.AgentConnected.TYPE, AgentEvent.AgentConnected.class),
            Map.entry(AgentEvent.AgentDisconnected.TYPE, AgentEvent.AgentDisconnected.class),
            Map.entry(AgentEvent.AgentRetired.TYPE, AgentEvent.AgentRetired.class),
            Map.entry(ClusterEvent.KafkaPlanned.TYPE, ClusterEvent.KafkaPlanned.class),
            Map.entry(ClusterEvent.KafkaApplying.TYPE, ClusterEvent.KafkaApplying.class),
            Map.entry(ClusterEvent.KafkaReady.TYPE, ClusterEvent.KafkaReady.class),
            Map.entry(ClusterEvent.KafkaFailed.TYPE, ClusterEvent.KafkaFailed.class),
            Map.entry(ClusterEvent.KafkaRemoved.TYPE, ClusterEvent.KafkaRemoved.class),
            Map.entry(QueueEvent.QueueItemWaiting.TYPE, QueueEvent.QueueItemWaiting.class),
            Map.entry(QueueEvent.QueueItemBuildable.TYPE, QueueEvent.QueueItemBuildable.class),
            Map.entry(QueueEvent.QueueItemLeft.TYPE, QueueEvent.QueueItemLeft.class),
            Map.entry(QueueEvent.BuildStarted.TYPE, QueueEvent.BuildStarted.class),
            Map.entry(QueueEvent.BuildFinished.TYPE, QueueEvent.BuildFinished.class),
            Map.entry(ItemProgress.Seen.TYPE, ItemProgress.Seen.class),
            Map.entry(ItemProgress.NoPool.TYPE, ItemProgress.NoPool.class),
            Map.entry(ItemProgress.WaitsForNode.TYPE, ItemProgress.WaitsForNode.class),
            Map.entry(ItemProgress.MatchedPool.TYPE, ItemProgress.MatchedPool.class),
            Map.entry(ItemProgress.Covered.TYPE, ItemProgress.Covered.class),
            Map.entry(ItemProgress.AtCap.TYPE, ItemProgress.AtCap.class),
            Map.entry(ItemProgress.BackingOff.TYPE, ItemProgress.BackingOff.class),
            Map.entry(ItemProgress.AgentRequested.TYPE, ItemProgress.AgentRequested.class),
            Map.entry(ItemProgress.NodeCreated.TYPE, ItemProgress.NodeCreated.class),
            Map.entry(ItemProgress.AgentLaunched.TYPE, ItemProgress.AgentLaunched.class),
            Map.entry(ItemProgress.AgentStarting.TYPE, ItemProgress.AgentStarting.class),
            Map.entry(ItemProgress.AgentConnected.TYPE, ItemProgress.AgentConnected.class),
            Map.entry(ItemProgress.AgentFailed.TYPE, ItemProgress.AgentFailed.class),
            Map.entry(ItemProgress.Left.TYPE, ItemProgress.Left.class),
            Map.entry(ProvisioningFailed.TYPE, ProvisioningFailed.class),
            Map.entry(KafkaOutageEnded.TYPE, KafkaOutageEnded.class));

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), NameModule.create())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // What may be absent is an Optional; a field added later has to be one, for the records of earlier
            // versions.
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .build();

    private EventCodec() {}

    /**
     * The record of an event.
     *
     * @param source the CloudEvents source: which instance tells it
     * @param id unique for this source
     * @param time when it happened
     */
    public static EncodedEvent encode(Event event, String source, String id, Instant time) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", source);
        headers.put(TYPE_HEADER, event.type());
        headers.put("ce_time", time.toString());
        headers.put("ce_subject", event.subject());
        headers.put("content-type", "application/json");
        try {
            return new EncodedEvent(event.subject(), headers, JSON.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every event has a JSON form, " + event.type() + " has none", e);
        }
    }

    /**
     * Reads an event.
     *
     * @return empty for a type that this version does not know: to be passed over
     * @throws BrokenEventException if the type is known and the data does not fit it
     */
    public static Optional<Event> decode(Map<String, String> headers, byte[] data) throws BrokenEventException {
        String type = headers.get(TYPE_HEADER);
        Class<? extends Event> known = type == null ? null : TYPES.get(type);
        if (known == null) {
            return Optional.empty();
        }
        try {
            Event event = JSON.readValue(data, known);
            if (event == null) {
                throw new BrokenEventException("An event " + type + " has no data", null);
            }
            return Optional.of(event);
        } catch (IOException e) {
            throw new BrokenEventException("An event " + type + " cannot be read: " + e.getMessage(), e);
        }
    }
}
