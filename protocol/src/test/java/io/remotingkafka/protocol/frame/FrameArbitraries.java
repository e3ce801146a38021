package io.remotingkafka.protocol.frame;

import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Any frame that the protocol allows, with any envelope. */
final class FrameArbitraries extends DomainContextBase {
    @Provide
    Arbitrary<Envelope> envelopes() {
        return Combinators.combine(
                        Arbitraries.create(UUID::randomUUID),
                        Arbitraries.of(Direction.class),
                        numbers(1, Integer.MAX_VALUE),
                        numbers(0, Long.MAX_VALUE),
                        numbers(0, Long.MAX_VALUE),
                        numbers(Envelope.UNKNOWN_POSITION, Long.MAX_VALUE))
                .as((session, direction, epoch, sequence, credit, position) ->
                        new Envelope(new SessionId(session), direction, epoch.intValue(), sequence, credit, position))
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<Frame> frames() {
        return Arbitraries.oneOf(open(), opened(), refused(), data(), credit(), ping(), pong(), close())
                .withoutEdgeCases();
    }

    /** The ends of the range as often as what lies between. jqwik's own edge cases multiply beyond all tries. */
    private static Arbitrary<Long> numbers(long least, long most) {
        return Arbitraries.oneOf(
                        Arbitraries.of(least, least + 1, most - 1, most),
                        Arbitraries.longs().between(least, most))
                .withoutEdgeCases();
    }

    private static Arbitrary<Frame> open() {
        return Combinators.combine(agentNames(), Arbitraries.of(SessionKind.class), headers())
                .as(Frame.Open::new);
    }

    private static Arbitrary<Frame> opened() {
        return Combinators.combine(Arbitraries.integers().between(100, 599), headers())
                .as(Frame.Opened::new);
    }

    private static Arbitrary<Frame> refused() {
        return Combinators.combine(
                        Arbitraries.of(RefusalReason.class),
                        Arbitraries.integers().between(400, 599),
                        text(2_000))
                .as(Frame.Refused::new);
    }

    private static Arbitrary<Frame> data() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(2_000)
                .map(bytes -> new Frame.Data(ByteBuffer.wrap(bytes)));
    }

    private static Arbitrary<Frame> credit() {
        return Arbitraries.just(new Frame.Credit());
    }

    private static Arbitrary<Frame> ping() {
        return Arbitraries.longs().map(Frame.Ping::new);
    }

    private static Arbitrary<Frame> pong() {
        return Arbitraries.longs().map(Frame.Pong::new);
    }

    private static Arbitrary<Frame> close() {
        return Combinators.combine(Arbitraries.of(CloseCode.class), text(2_000)).as(Frame.Close::new);
    }

    private static Arbitrary<List<Header>> headers() {
        return Combinators.combine(text(60).filter(name -> !name.isEmpty()), text(200))
                .as(Header::new)
                .list()
                .ofMaxSize(10);
    }

    private static Arbitrary<AgentName> agentNames() {
        return text(100).filter(FrameArbitraries::isName).map(AgentName::new);
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.codePoints().noneMatch(Character::isISOControl);
    }

    /** Text in any script that has a UTF-8 form, of at most that many UTF-16 units. */
    private static Arbitrary<String> text(int most) {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(most)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
