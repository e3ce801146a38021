package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.tunnel.kafka.FrameSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers frames of sessions that this side does not know with {@code Close(UNKNOWN_SESSION)}, so that a side whose other
 * half is gone learns it at once. Each session is answered once; a Close is never answered.
 */
public final class StrangerReplies {
    private static final Logger LOG = Logger.getLogger(StrangerReplies.class);
    private static final int REMEMBERED = 256;

    private final Direction outgoing;
    private final Map<SessionId, Boolean> answered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param outgoing the direction of this side's frames
     */
    public StrangerReplies(Direction outgoing) {
        this.outgoing = outgoing;
    }

    /**
     * The frame to send, if one is due.
     *
     * @param position what this side has read
     */
    public Optional<byte[]> answer(Envelope envelope, Frame frame, long position) {
        boolean ends = frame instanceof Frame.Close || frame instanceof Frame.Refused;
        if (ends || envelope.direction() == outgoing || answered.putIfAbsent(envelope.session(), true) != null) {
            return Optional.empty();
        }
        return Optional.of(close(
                envelope.session(),
                Math.min(envelope.epoch(), Integer.MAX_VALUE - 1) + 1,
                position,
                CloseCode.UNKNOWN_SESSION,
                "no such session here"));
    }

    /** Says nothing to frames of this session from now on. */
    public void ignore(SessionId session) {
        answered.put(session, true);
    }

    /**
     * A close of a session that this side does not hold. Its numbering begins anew, under a higher epoch.
     */
    public byte[] close(SessionId session, int epoch, long position, CloseCode code, String reason) {
        return FrameCodec.encode(new Envelope(session, outgoing, epoch, 0, 0, position), new Frame.Close(code, reason));
    }

    /** Sends without trying again: there is no session here for whose sake it would have to arrive. */
    public void send(FrameSink sink, String topic, byte[] frame) {
        FrameSink.Outcome outcome = sink.write(topic, frame, new FrameSink.Acknowledgement() {
            @Override
            public void stored(long offset) {
                LOG.debugf("topic=%s offset=%d a stranger was answered", topic, offset);
            }

            @Override
            public void failed(Exception cause) {
                LOG.debugf("topic=%s a stranger was not answered: %s", topic, cause.getMessage());
            }
        });
        LOG.debugf("topic=%s answering a stranger: %s", topic, outcome);
    }
}
