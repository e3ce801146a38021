package io.remotingkafka.protocol.frame;

import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;

/**
 * What every frame carries beside its content.
 *
 * @param session the session it belongs to
 * @param direction which topic it was written for: a frame copied to the other one is no frame of that session
 * @param epoch who numbers the frames of this direction, from 1; raised when another broker instance takes over
 * @param sequence its number in this session, direction and epoch, from 0
 * @param credit how many bytes of data, counted from the session's beginning, the sender of this frame takes in all
 * @param position the offset in the opposite topic up to which the sender has read (the next one it will read), so that
 *     the broker may delete what lies before it; {@link #UNKNOWN_POSITION} if it has read nothing yet
 */
public record Envelope(SessionId session, Direction direction, int epoch, long sequence, long credit, long position) {
    /** Nothing read yet. */
    public static final long UNKNOWN_POSITION = -1;
}
