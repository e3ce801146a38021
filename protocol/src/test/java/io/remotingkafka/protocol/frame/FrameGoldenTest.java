package io.remotingkafka.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What version 1 looks like on the wire. The literals were computed by a program that shares no code with the codec. A
 * sidecar and a broker of different releases meet in every upgrade, so none of these may ever change: a new form takes a
 * new version.
 */
class FrameGoldenTest {
    private static final String SESSION = "0123456789ab4cdeb0123456789abcde";
    private static final SessionId ID = new SessionId(UUID.fromString("01234567-89ab-4cde-b012-3456789abcde"));

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of(
                        new Envelope(ID, Direction.UP, 1, 0, 4_194_304, Envelope.UNKNOWN_POSITION),
                        new Frame.Open(
                                new AgentName("büro 7"),
                                SessionKind.WEBSOCKET,
                                List.of(new Header("Node-Name", "büro 7"))),
                        "524b0101" + SESSION + "000000000100000000000000000000000000400000ffffffffffffffff"
                                + "000762c3bc726f203700000100094e6f64652d4e616d65000762c3bc726f2037" + "a21c3e74"),
                Arguments.of(
                        new Envelope(ID, Direction.DOWN, 1, 0, 4_194_304, 18),
                        new Frame.Opened(101, List.of(new Header("X-Remoting-Minimum-Version", "4.46"))),
                        "524b0102" + SESSION + "0100000001000000000000000000000000004000000000000000000012"
                                + "00650001001a582d52656d6f74696e672d4d696e696d756d2d56657273696f6e0004342e3436"
                                + "deeb21b8"),
                Arguments.of(
                        new Envelope(ID, Direction.DOWN, 1, 0, 4_194_304, 18),
                        new Frame.Refused(RefusalReason.IDENTITY, 403, "not yours"),
                        "524b0103" + SESSION + "0100000001000000000000000000000000004000000000000000000012"
                                + "03019300096e6f7420796f757273" + "c53629f9"),
                Arguments.of(
                        new Envelope(ID, Direction.UP, 1, 7, 4_194_400, 21),
                        new Frame.Data(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8))),
                        "524b0104" + SESSION + "0000000001000000000000000700000000004000600000000000000015"
                                + "68656c6c6f" + "42daf163"),
                Arguments.of(
                        new Envelope(ID, Direction.DOWN, 1, 8, 5_242_880, 22),
                        new Frame.Credit(),
                        "524b0105" + SESSION + "0100000001000000000000000800000000005000000000000000000016"
                                + "dd11a0f3"),
                Arguments.of(
                        new Envelope(ID, Direction.DOWN, 1, 9, 5_242_880, 22),
                        new Frame.Ping(258),
                        "524b0106" + SESSION + "0100000001000000000000000900000000005000000000000000000016"
                                + "0000000000000102" + "1f6b2ebc"),
                Arguments.of(
                        new Envelope(ID, Direction.UP, 1, 8, 4_194_400, 23),
                        new Frame.Pong(258),
                        "524b0107" + SESSION + "0000000001000000000000000800000000004000600000000000000017"
                                + "0000000000000102" + "e1b389f5"),
                Arguments.of(
                        new Envelope(ID, Direction.DOWN, 2, 0, 0, 40),
                        new Frame.Close(CloseCode.OWNER_LOST, "broker-2 is gone"),
                        "524b0108" + SESSION + "0100000002000000000000000000000000000000000000000000000028"
                                + "08001062726f6b65722d3220697320676f6e65" + "278aa9a6"));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void isWrittenAndReadAsEver(Envelope envelope, Frame frame, String hex) {
        assertThat(HexFormat.of().formatHex(FrameCodec.encode(envelope, frame))).isEqualTo(hex);
        assertThat(FrameCodec.decode(HexFormat.of().parseHex(hex))).isEqualTo(new Decoded.Valid(envelope, frame));
    }
}
