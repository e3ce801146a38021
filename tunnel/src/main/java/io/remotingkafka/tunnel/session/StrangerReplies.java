package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.tunnel.kafka.FrameSink;
import io.vertx.core.Context;
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
    private static final long RETRY_MILLIS = 50;
    /** Until sessions end by themselves in an outage of Kafka. */
    private static final int MOST_TRIES = 4_000;

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

    /**
     * Sends a frame that no session stands behind. The first one of a topic is never taken at once, since the client does
     * not know the topic yet, so it is offered again until it is, or until the other side has given up by itself.
     *
     * @param loop where it is offered again
     */
    public void send(Context loop, FrameSink sink, String topic, byte[] frame) {
        offer(loop, sink, topic, frame, MOST_TRIES);
    }

    private static void offer(Context loop, FrameSink sink, String topic, byte[] frame, int triesLeft) {
        switch (sink.write(topic, frame, new Logged(topic))) {
            case FrameSink.Outcome.Taken() -> LOG.tracef("topic=%s a stranger is answered", topic);
            case FrameSink.Outcome.Failed(Exception cause) ->
                LOG.warnf("topic=%s a stranger cannot be answered: %s", topic, cause.getMessage());
            case FrameSink.Outcome.NotTaken() -> {
                if (triesLeft > 0) {
                    loop.owner()
                            .setTimer(
                                    RETRY_MILLIS,
                                    id -> loop.runOnContext(v -> offer(loop, sink, topic, frame, triesLeft - 1)));
                } else {
                    LOG.warnf("topic=%s a stranger is not answered: Kafka is out of reach", topic);
                }
            }
        }
    }

    private record Logged(String topic) implements FrameSink.Acknowledgement {
        @Override
        public void stored(long offset) {
            LOG.debugf("topic=%s offset=%d a stranger was answered", topic, offset);
        }

        @Override
        public void failed(Exception cause) {
            LOG.warnf("topic=%s a stranger was not answered: %s", topic, cause.getMessage());
        }
    }
}
