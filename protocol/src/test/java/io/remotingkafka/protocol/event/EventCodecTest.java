package io.remotingkafka.protocol.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotingkafka.protocol.event.AgentEvent.AgentConnected;
import io.remotingkafka.protocol.event.AgentEvent.AgentDisconnected;
import io.remotingkafka.protocol.event.AgentEvent.AgentRegistered;
import io.remotingkafka.protocol.event.AgentEvent.AgentRetired;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class EventCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");
    private static final SessionId SESSION = new SessionId(UUID.fromString("01234567-89ab-4cde-b012-3456789abcde"));
    private static final AgentState CONNECTED = new AgentState(
            new ControllerName("main"),
            new AgentName("büro 7"),
            Optional.of(new LiveSession(SESSION, SessionKind.WEBSOCKET, "broker-1", 1, NOON)),
            42);
    private static final String CONNECTED_JSON = """
            {"state":{"controller":"main","agent":"büro 7","session":{"session":"%s","kind":"WEBSOCKET",\
            "instance":"broker-1","epoch":1,"since":"2026-11-24T12:00:00.123456Z"},"readFrom":42}}""".formatted(SESSION);

    @Property
    void anEventIsReadBackUnchanged(@ForAll("events") Event event) throws BrokenEventException {
        EncodedEvent encoded = EventCodec.encode(event, "urn:x", "1", NOON);

        assertThat(EventCodec.decode(encoded.headers(), utf8(encoded.json()))).hasValue(event);
        assertThat(encoded.key()).isEqualTo(event.subject());
    }

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<Instant> instants = Arbitraries.longs()
                .between(0, 4_102_444_800_000_000L)
                .map(micros -> Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000));
        Arbitrary<Long> counts = Arbitraries.longs().between(0, Long.MAX_VALUE);
        Arbitrary<SessionId> ids = Arbitraries.create(SessionId::random);
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(50);
        Arbitrary<LiveSession> lives = Combinators.combine(
                        ids,
                        Arbitraries.of(SessionKind.class),
                        texts,
                        Arbitraries.integers().greaterOrEqual(1),
                        instants)
                .as(LiveSession::new);
        Arbitrary<AgentState> states = Combinators.combine(
                        Arbitraries.of("main", "a-b").map(ControllerName::new),
                        Arbitraries.of("linux", "büro 7", "世/😀\"\\").map(AgentName::new),
                        lives.optional(),
                        counts)
                .as(AgentState::new);
        Arbitrary<SessionSummary> summaries = Combinators.combine(
                        ids, counts.map(Duration::ofMillis), counts, counts, counts, counts, counts)
                .as(SessionSummary::new);
        return Arbitraries.<Event>oneOf(
                        states.map(AgentRegistered::new),
                        states.map(AgentConnected::new),
                        states.map(AgentRetired::new),
                        Combinators.combine(states, Arbitraries.of(CloseCode.class), texts, summaries.optional())
                                .as(AgentDisconnected::new),
                        Combinators.combine(texts, instants, instants).as(KafkaOutageEnded::new))
                .withoutEdgeCases();
    }

    @Example
    void theAttributesAreThoseOfCloudEventsInBinaryMode() {
        EncodedEvent encoded = EventCodec.encode(new AgentConnected(CONNECTED), "/remoting-kafka/broker-1", "7", NOON);

        assertThat(encoded.key()).isEqualTo("main/büro 7");
        assertThat(encoded.headers())
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "7",
                        "ce_source", "/remoting-kafka/broker-1",
                        "ce_type", "io.remotingkafka.agent.connected",
                        "ce_time", "2026-11-24T12:00:00.123456Z",
                        "ce_subject", "main/büro 7",
                        "content-type", "application/json"));
        assertThat(encoded.json()).isEqualTo(CONNECTED_JSON);
    }

    /** A broker of this version reads what brokers of all earlier ones have left on the compacted topic. */
    @Example
    void earlierRecordsAreReadAsEver() throws BrokenEventException {
        assertThat(decode("agent.connected", CONNECTED_JSON)).hasValue(new AgentConnected(CONNECTED));
        assertThat(decode("agent.disconnected", """
                        {"state":{"controller":"main","agent":"linux","session":null,"readFrom":7},"code":"GAP",
                         "reason":"frame 3 expected","summary":{"session":"%s","lasted":"PT1M2.5S","framesUp":1,
                         "framesDown":2,"bytesUp":3,"bytesDown":4,"duplicates":5}}""".formatted(SESSION)))
                .hasValue(new AgentDisconnected(
                        new AgentState(new ControllerName("main"), new AgentName("linux"), Optional.empty(), 7),
                        CloseCode.GAP,
                        "frame 3 expected",
                        Optional.of(new SessionSummary(SESSION, Duration.ofMillis(62_500), 1, 2, 3, 4, 5))));
        assertThat(decode("kafka.outage-ended", """
                        {"instance":"broker-1","from":"2026-11-24T12:00:00.123456Z","until":"2026-11-24T12:00:00.123456Z"}
                        """)).hasValue(new KafkaOutageEnded("broker-1", NOON, NOON));
    }

    @Example
    void fieldsThatCameLaterAreIgnoredAndAbsentOnesAreEmpty() throws BrokenEventException {
        assertThat(decode("agent.registered", """
                        {"state":{"controller":"main","agent":"a","readFrom":0,"colour":{"deep":[1]}},"more":true}"""))
                .hasValue(new AgentRegistered(AgentState.fresh(AgentId.ofKey("main/a"), 0)));
    }

    @Example
    void aCloseCodeThatCameLaterDoesNotLoseTheAgentsState() throws BrokenEventException {
        assertThat(decode("agent.disconnected", """
                        {"state":{"controller":"main","agent":"a","readFrom":9},"code":"LOST_IN_SPACE","reason":"?"}"""))
                .hasValue(new AgentDisconnected(
                        AgentState.fresh(AgentId.ofKey("main/a"), 9), CloseCode.OTHER, "?", Optional.empty()));
    }

    @Example
    void typesThatCameLaterArePassedOver() throws BrokenEventException {
        assertThat(decode("agent.promoted", "{}")).isEmpty();
        assertThat(EventCodec.decode(Map.of(), utf8("{}"))).isEmpty();
        assertThat(EventCodec.decode(Map.of("ce_type", ""), utf8("not json"))).isEmpty();
    }

    @Example
    void dataThatDoesNotFitItsTypeIsBroken() {
        for (String json : List.of(
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"state\":null}",
                "{\"state\":{}}",
                "{\"state\":{\"controller\":\"main\",\"agent\":\"a\"}}",
                "{\"state\":{\"controller\":\"main\",\"readFrom\":1}}",
                "{\"state\":{\"agent\":\"a\",\"readFrom\":1}}",
                "{\"state\":{\"controller\":\"NOT A LABEL\",\"agent\":\"a\",\"readFrom\":1}}",
                "{\"state\":{\"controller\":\"main\",\"agent\":\" \",\"readFrom\":1}}",
                "{\"state\":{\"controller\":\"main\",\"agent\":\"a\",\"readFrom\":\"x\"}}",
                CONNECTED_JSON.replace(SESSION.toString(), "no-uuid"),
                CONNECTED_JSON.replace("\"" + SESSION + "\"", "null"),
                CONNECTED_JSON.replace("\"broker-1\"", "null"),
                CONNECTED_JSON.replace("WEBSOCKET", "PIGEON"),
                CONNECTED_JSON.replace("2026-11-24", "yesterday"))) {
            assertThatThrownBy(() -> decode("agent.connected", json))
                    .as(json)
                    .isInstanceOf(BrokenEventException.class)
                    .hasMessageContaining("io.remotingkafka.agent.connected");
        }
    }

    @Example
    void anOutageWithoutItsFieldsIsBroken() {
        assertThatThrownBy(() -> decode("kafka.outage-ended", "{\"instance\":\"a\"}"))
                .isInstanceOf(BrokenEventException.class);
    }

    @Property(tries = 5_000)
    void arbitraryBytesAreBrokenAndNothingElse(@ForAll @Size(max = 100) byte[] data) {
        assertThatThrownBy(() -> EventCodec.decode(Map.of("ce_type", "io.remotingkafka.agent.connected"), data))
                .isInstanceOf(BrokenEventException.class);
    }

    private static Optional<Event> decode(String type, String json) throws BrokenEventException {
        return EventCodec.decode(Map.of("ce_type", "io.remotingkafka." + type), utf8(json));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
