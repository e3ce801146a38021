package io.remotingkafka.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.frame.RefusalReason;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Codes of released versions stay as they are for ever; a new value is added here with a code that was never given. */
class WireCodesTest {
    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of(Direction.values(), Map.of("UP", 0, "DOWN", 1)),
                Arguments.of(SessionKind.values(), Map.of("WEBSOCKET", 0, "TCP", 1, "AGENT_JAR", 2, "TCP_LISTENER", 3)),
                Arguments.of(
                        RefusalReason.values(),
                        Map.of(
                                "CONTROLLER", 0,
                                "CONTROLLER_UNREACHABLE", 1,
                                "NOT_A_CONTROLLER", 2,
                                "IDENTITY", 3,
                                "KAFKA_UNPROTECTED", 4,
                                "NO_SECRET", 5,
                                "DRAINING", 6)),
                Arguments.of(
                        CloseCode.values(),
                        Map.ofEntries(
                                Map.entry("PEER_CLOSED", 0),
                                Map.entry("PEER_FAILED", 1),
                                Map.entry("GAP", 2),
                                Map.entry("BROKEN_FRAME", 3),
                                Map.entry("CREDIT_EXCEEDED", 4),
                                Map.entry("UNEXPECTED_FRAME", 5),
                                Map.entry("UNKNOWN_SESSION", 6),
                                Map.entry("SUPERSEDED", 7),
                                Map.entry("OWNER_LOST", 8),
                                Map.entry("KAFKA_OUTAGE", 9),
                                Map.entry("SILENT", 10),
                                Map.entry("AGENT_GONE", 11),
                                Map.entry("DRAINING", 12),
                                Map.entry("RETIRED", 13),
                                Map.entry("ABANDONED", 14),
                                Map.entry("OTHER", 127))));
    }

    @ParameterizedTest
    @MethodSource("tables")
    <E extends Enum<E> & WireCode> void areAsEverAndGivenOnce(E[] values, Map<String, Integer> expected) {
        assertThat(Arrays.stream(values).collect(Collectors.toMap(E::name, E::code)))
                .isEqualTo(expected);
        assertThat(expected.values()).doesNotHaveDuplicates().allSatisfy(code -> assertThat(code)
                .isBetween(0, 127));
    }
}
