package io.remotingkafka.e2e;

import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import java.util.List;

/** Frames that nobody honest would send. */
final class Forged {
    private Forged() {}

    /** This frame's content, as if it belonged to a session of which nobody knows. */
    static byte[] ofAnotherSession(byte[] frame) {
        Decoded.Valid valid = decode(frame);
        Envelope e = valid.envelope();
        return FrameCodec.encode(
                new Envelope(SessionId.random(), e.direction(), e.epoch(), e.sequence() + 5, e.credit(), e.position()),
                valid.frame());
    }

    /** A frame that could follow this one, and closes the session. */
    static byte[] closeAfter(byte[] frame) {
        Envelope e = decode(frame).envelope();
        return FrameCodec.encode(
                new Envelope(e.session(), e.direction(), e.epoch(), e.sequence() + 1, e.credit(), e.position()),
                new Frame.Close(CloseCode.AGENT_GONE, "forged"));
    }

    /** The opening of a session that speaks for this agent. */
    static byte[] open(String agent) {
        return FrameCodec.encode(
                new Envelope(SessionId.random(), Direction.UP, 1, 0, 65_536, Envelope.UNKNOWN_POSITION),
                new Frame.Open(new AgentName(agent), SessionKind.WEBSOCKET, List.of()));
    }

    private static Decoded.Valid decode(byte[] frame) {
        if (FrameCodec.decode(frame) instanceof Decoded.Valid valid) {
            return valid;
        }
        throw new IllegalArgumentException("Not a frame");
    }
}
