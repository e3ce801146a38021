package io.remotingkafka.protocol.frame;

import io.remotingkafka.protocol.frame.Frame.Close;
import io.remotingkafka.protocol.frame.Frame.Credit;
import io.remotingkafka.protocol.frame.Frame.Data;
import io.remotingkafka.protocol.frame.Frame.Open;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Ping;
import io.remotingkafka.protocol.frame.Frame.Pong;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The binary form of frames, version 1. All numbers are big-endian.
 *
 * <pre>
 *  0  2  'R' 'K'
 *  2  1  version (1)
 *  3  1  type: 1 Open, 2 Opened, 3 Refused, 4 Data, 5 Credit, 6 Ping, 7 Pong, 8 Close
 *  4 16  session
 * 20  1  direction: 0 up, 1 down
 * 21  4  epoch
 * 25  8  sequence
 * 33  8  credit
 * 41  8  position
 * 49  n  body, by type
 *  …  4  CRC-32C of all before it
 * </pre>
 *
 * <p>Decoding never throws and never allocates more than the record's own size: whatever the bytes are, the answer is a
 * {@link Decoded}.
 */
public final class FrameCodec {
    /** The version that this code writes and the highest it reads. */
    public static final int VERSION = 1;
    /** A frame's bytes beside its body. */
    public static final int OVERHEAD = 53;
    /** The most data in one frame, in bytes: with the overhead it stays below 255 KiB. */
    public static final int MAX_DATA = 254 * 1024;
    /** The longest frame, in bytes. */
    public static final int MAX_FRAME = 255 * 1024;
    /** The most headers in one handshake. */
    public static final int MAX_HEADERS = 64;
    /** The longest text in a frame, in bytes of UTF-8; the sender cuts what is longer. */
    public static final int MAX_TEXT = 8 * 1024;

    private static final short MAGIC = 0x524B;
    private static final int BODY = 49;
    private static final int CHECKSUM = 4;

    private FrameCodec() {}

    /**
     * The bytes of a frame.
     *
     * @throws IllegalArgumentException if the frame breaks a limit of this class; see {@link HeaderLimits} for headers
     *     that came from outside
     */
    public static byte[] encode(Envelope envelope, Frame frame) {
        return switch (frame) {
            case Data(ByteBuffer bytes) -> encodeData(envelope, List.of(bytes));
            case Open open -> encode(envelope, 1, BodyWriter.open(open));
            case Opened opened -> encode(envelope, 2, BodyWriter.opened(opened));
            case Refused refused -> encode(envelope, 3, BodyWriter.refused(refused));
            case Credit() -> encode(envelope, 5, new byte[0]);
            case Ping(long number) -> encode(envelope, 6, BodyWriter.number(number));
            case Pong(long number) -> encode(envelope, 7, BodyWriter.number(number));
            case Close close -> encode(envelope, 8, BodyWriter.close(close));
        };
    }

    /**
     * The bytes of a {@link Data} frame whose content lies in several pieces: spares one copy of each.
     *
     * @throws IllegalArgumentException if they are more than {@value #MAX_DATA} bytes together
     */
    public static byte[] encodeData(Envelope envelope, List<ByteBuffer> pieces) {
        int length = pieces.stream().mapToInt(ByteBuffer::remaining).sum();
        if (length > MAX_DATA) {
            throw new IllegalArgumentException("A data frame takes " + MAX_DATA + " bytes, not " + length);
        }
        byte[] out = new byte[OVERHEAD + length];
        int at = BODY;
        for (ByteBuffer piece : pieces) {
            int size = piece.remaining();
            piece.get(piece.position(), out, at, size);
            at += size;
        }
        return seal(envelope, 4, out);
    }

    private static byte[] encode(Envelope envelope, int type, byte[] body) {
        byte[] out = new byte[OVERHEAD + body.length];
        if (out.length > MAX_FRAME) {
            throw new IllegalArgumentException("A frame has at most " + MAX_FRAME + " bytes, not " + out.length);
        }
        System.arraycopy(body, 0, out, BODY, body.length);
        return seal(envelope, type, out);
    }

    private static byte[] seal(Envelope envelope, int type, byte[] out) {
        UUID session = envelope.session().value();
        ByteBuffer.wrap(out)
                .putShort(MAGIC)
                .put((byte) VERSION)
                .put((byte) type)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .put((byte) envelope.direction().code())
                .putInt(envelope.epoch())
                .putLong(envelope.sequence())
                .putLong(envelope.credit())
                .putLong(envelope.position())
                .putInt(out.length - CHECKSUM, checksum(out));
        return out;
    }

    private static int checksum(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 0, frame.length - CHECKSUM);
        return (int) crc.getValue();
    }

    /** Reads a record; a {@link Data} frame of the result shares the record's bytes. */
    public static Decoded decode(byte[] record) {
        if (record.length < OVERHEAD) {
            return new Decoded.Broken(new FrameError.TooShort(record.length));
        }
        ByteBuffer in = ByteBuffer.wrap(record);
        if (in.getShort() != MAGIC) {
            return new Decoded.Broken(new FrameError.NotAFrame());
        }
        int version = in.get() & 0xff;
        if (version != VERSION) {
            return new Decoded.Broken(new FrameError.UnknownVersion(version));
        }
        if (record.length > MAX_FRAME) {
            return new Decoded.Broken(new FrameError.TooLong(record.length));
        }
        if (in.getInt(record.length - CHECKSUM) != checksum(record)) {
            return new Decoded.Broken(new FrameError.WrongChecksum());
        }
        try {
            int type = in.get();
            Envelope envelope = envelope(in);
            ByteBuffer body =
                    ByteBuffer.wrap(record, BODY, record.length - OVERHEAD).slice();
            return new Decoded.Valid(envelope, frame(type, new BodyReader(body)));
        } catch (MalformedBodyException e) {
            return new Decoded.Broken(e.error());
        }
    }

    private static Envelope envelope(ByteBuffer in) throws MalformedBodyException {
        SessionId session = new SessionId(new UUID(in.getLong(), in.getLong()));
        int direction = in.get();
        if (direction != 0 && direction != 1) {
            throw new MalformedBodyException("direction", "0 or 1 expected, not " + direction);
        }
        Envelope envelope = new Envelope(
                session,
                direction == 0 ? Direction.UP : Direction.DOWN,
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getLong());
        if (envelope.epoch() < 1) {
            throw new MalformedBodyException("epoch", "at least 1 expected, not " + envelope.epoch());
        }
        if (envelope.sequence() < 0) {
            throw new MalformedBodyException("sequence", "at least 0 expected, not " + envelope.sequence());
        }
        if (envelope.credit() < 0) {
            throw new MalformedBodyException("credit", "at least 0 expected, not " + envelope.credit());
        }
        if (envelope.position() < Envelope.UNKNOWN_POSITION) {
            throw new MalformedBodyException("position", "at least -1 expected, not " + envelope.position());
        }
        return envelope;
    }

    private static Frame frame(int type, BodyReader body) throws MalformedBodyException {
        Frame frame =
                switch (type) {
                    case 1 -> open(body);
                    case 2 -> new Opened(body.status(Opened.LOWEST), body.headers());
                    case 3 ->
                        new Refused(
                                body.choice("reason", RefusalReason.values()),
                                body.status(Refused.LOWEST),
                                body.text());
                    case 4 -> new Data(body.rest(MAX_DATA));
                    case 5 -> new Credit();
                    case 6 -> new Ping(body.number());
                    case 7 -> new Pong(body.number());
                    case 8 -> new Close(body.closeCode(), body.text());
                    default -> throw new MalformedBodyException("type", "1 to 8 expected, not " + type);
                };
        body.end();
        return frame;
    }

    private static Open open(BodyReader body) throws MalformedBodyException {
        String agent = body.text();
        try {
            return new Open(new AgentName(agent), body.choice("kind", SessionKind.values()), body.headers());
        } catch (IllegalArgumentException e) {
            throw new MalformedBodyException("agent", String.valueOf(e.getMessage()));
        }
    }
}
