package io.remotingkafka.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.remotingkafka.protocol.frame.Decoded.Broken;
import io.remotingkafka.protocol.frame.Decoded.Valid;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(FrameArbitraries.class)
@Domain(DomainContext.Global.class)
class FrameCodecTest {
    private static final Envelope ANY =
            new Envelope(new SessionId(new UUID(1, 2)), Direction.UP, 1, 0, 0, Envelope.UNKNOWN_POSITION);

    @Property
    void whatWasEncodedIsDecodedUnchanged(@ForAll Envelope envelope, @ForAll Frame frame) {
        byte[] record = FrameCodec.encode(envelope, frame);

        assertThat(FrameCodec.decode(record)).isEqualTo(new Valid(envelope, frame));
        assertThat(record).hasSizeLessThanOrEqualTo(FrameCodec.MAX_FRAME);
    }

    @Property
    void piecesOfDataAreJoinedInOrderAndLeftAsTheyWere(
            @ForAll Envelope envelope, @ForAll @Size(max = 20) List<byte[]> pieces) {
        List<ByteBuffer> buffers = pieces.stream().map(ByteBuffer::wrap).toList();

        byte[] record = FrameCodec.encodeData(envelope, buffers);

        ByteBuffer joined =
                ByteBuffer.allocate(pieces.stream().mapToInt(p -> p.length).sum());
        pieces.forEach(joined::put);
        assertThat(FrameCodec.decode(record)).isEqualTo(new Valid(envelope, new Frame.Data(joined.flip())));
        assertThat(buffers).allSatisfy(buffer -> assertThat(buffer.position()).isZero());
    }

    @Property(tries = 200)
    void everyTruncationIsBroken(@ForAll Envelope envelope, @ForAll Frame frame) {
        byte[] record = FrameCodec.encode(envelope, frame);

        int step = Math.max(1, record.length / 300);
        for (int length = 0; length < record.length; length += step) {
            if (!(FrameCodec.decode(Arrays.copyOf(record, length)) instanceof Broken)) {
                throw new AssertionError("decoded although cut to " + length + " bytes");
            }
        }
    }

    @Property(tries = 100)
    void everySingleFlippedBitIsBroken(@ForAll Envelope envelope, @ForAll Frame frame) {
        byte[] record = FrameCodec.encode(envelope, frame);

        int step = Math.max(1, record.length / 300);
        for (int at = 0; at < record.length; at += at < FrameCodec.OVERHEAD ? 1 : step) {
            for (int bit = 0; bit < 8; bit++) {
                record[at] ^= (byte) (1 << bit);
                if (!(FrameCodec.decode(record) instanceof Broken)) {
                    throw new AssertionError("decoded although bit " + bit + " of byte " + at + " was flipped");
                }
                record[at] ^= (byte) (1 << bit);
            }
        }
    }

    @Property(tries = 5_000)
    void arbitraryBytesAreBroken(@ForAll @Size(max = 300) byte[] record) {
        assertThat(FrameCodec.decode(record)).isInstanceOf(Broken.class);
    }

    @Property(tries = 5_000)
    void arbitraryBytesUnderATrueChecksumHaveAnAnswer(
            @ForAll @IntRange(min = 0, max = 10) int type,
            @ForAll Envelope envelope,
            @ForAll @Size(max = 200) byte[] body) {
        byte[] record = sealed(type, envelope, body);

        switch (FrameCodec.decode(record)) {
            case Broken(FrameError error) -> assertThat(error.message()).isNotBlank();
            // What was read is what the writer would write: no two records stand for the same frame by accident.
            case Valid(Envelope read, Frame frame)
            when !(frame instanceof Frame.Close(CloseCode code, String reason) && code == CloseCode.OTHER) ->
                assertThat(FrameCodec.encode(read, frame)).isEqualTo(record);
            case Valid closeOfALaterVersion -> assertThat(record[3]).isEqualTo((byte) 8);
        }
    }

    @Property(tries = 5_000)
    void arbitraryNumbersInTheEnvelopeHaveAnAnswer(@ForAll @Size(value = 49) byte[] envelope) {
        byte[] record = Arrays.copyOf(envelope, FrameCodec.OVERHEAD);
        record[0] = 'R';
        record[1] = 'K';
        record[2] = FrameCodec.VERSION;
        record[3] = 5;

        switch (FrameCodec.decode(withChecksum(record))) {
            case Broken(FrameError error) -> assertThat(error).isInstanceOf(FrameError.Malformed.class);
            case Valid(Envelope read, Frame frame) -> {
                assertThat(read.epoch()).isPositive();
                assertThat(read.sequence()).isNotNegative();
                assertThat(read.credit()).isNotNegative();
                assertThat(read.position()).isGreaterThanOrEqualTo(Envelope.UNKNOWN_POSITION);
            }
        }
    }

    @Property
    void anotherVersionIsNamed(
            @ForAll Envelope envelope, @ForAll Frame frame, @ForAll @IntRange(max = 255) int version) {
        byte[] record = FrameCodec.encode(envelope, frame);
        record[2] = (byte) version;

        if (version != FrameCodec.VERSION) {
            assertThat(FrameCodec.decode(record)).isEqualTo(new Broken(new FrameError.UnknownVersion(version)));
        }
    }

    @Example
    void aNewerVersionMayBeLongerAndIsStillNamed() {
        byte[] record = new byte[FrameCodec.MAX_FRAME + 1];
        record[0] = 'R';
        record[1] = 'K';
        record[2] = 2;

        assertThat(FrameCodec.decode(record)).isEqualTo(new Broken(new FrameError.UnknownVersion(2)));
    }

    @Example
    void whatIsTooLongOrTooShortIsNamed() {
        byte[] longRecord = new byte[FrameCodec.MAX_FRAME + 1];
        System.arraycopy(FrameCodec.encode(ANY, new Frame.Credit()), 0, longRecord, 0, 4);

        assertThat(FrameCodec.decode(longRecord)).isEqualTo(new Broken(new FrameError.TooLong(longRecord.length)));
        assertThat(FrameCodec.decode(new byte[52])).isEqualTo(new Broken(new FrameError.TooShort(52)));
        assertThat(FrameCodec.decode(new byte[0])).isEqualTo(new Broken(new FrameError.TooShort(0)));
        assertThat(FrameCodec.decode(new byte[53])).isEqualTo(new Broken(new FrameError.NotAFrame()));
    }

    @Example
    void theMostDataFitsAndOneByteMoreDoesNot() {
        Frame most = new Frame.Data(ByteBuffer.allocate(FrameCodec.MAX_DATA));
        Frame tooMuch = new Frame.Data(ByteBuffer.allocate(FrameCodec.MAX_DATA + 1));

        assertThat(FrameCodec.decode(FrameCodec.encode(ANY, most))).isEqualTo(new Valid(ANY, most));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameCodec.encode(ANY, tooMuch));
        // A foreign writer that does so all the same is told.
        assertThat(FrameCodec.decode(sealed(4, ANY, new byte[FrameCodec.MAX_DATA + 1])))
                .isEqualTo(new Broken(new FrameError.Malformed("data", "at most 260096 bytes expected, not 260097")));
    }

    @Example
    void aHeaderCountBeyondWhatIsThereIsMalformed() {
        // Opened, status 101, then 64 headers announced and none there; then more than are ever allowed.
        assertThat(decodedBody(2, 0, 101, 0, 64)).isInstanceOf(FrameError.Malformed.class);
        assertThat(decodedBody(2, 0, 101, 0, 65))
                .isEqualTo(new FrameError.Malformed("headers", "0 to 64 expected, not 65"));
        assertThat(decodedBody(2, 0, 101, 0xff, 0xff))
                .isEqualTo(new FrameError.Malformed("headers", "0 to 64 expected, not -1"));
    }

    @Example
    void aLengthBeyondWhatIsThereIsMalformed() {
        // One header, whose name claims 256 bytes and has one.
        assertThat(decodedBody(2, 0, 101, 0, 1, 1, 0, 'a'))
                .isEqualTo(new FrameError.Malformed("header name", "256 bytes expected, 1 left"));
        // A close's reason that claims 65535 bytes.
        assertThat(decodedBody(8, 0, 0xff, 0xff))
                .isEqualTo(new FrameError.Malformed("text", "at most 8192 bytes expected, not 65535"));
    }

    @Example
    void nothingMayFollowTheBody() {
        assertThat(decodedBody(5, 0)).isEqualTo(new FrameError.Malformed("body", "1 bytes left over"));
        assertThat(decodedBody(6, 0, 0, 0, 0, 0, 0, 0, 1, 9))
                .isEqualTo(new FrameError.Malformed("body", "1 bytes left over"));
    }

    @Example
    void textThatIsNoUtf8IsMalformed() {
        // A close with an overlong slash (C0 AF), which a lenient decoder takes.
        assertThat(decodedBody(8, 0, 0, 2, 0xc0, 0xaf)).isEqualTo(new FrameError.Malformed("text", "UTF-8 expected"));
        // A lone surrogate (ED A0 80).
        assertThat(decodedBody(8, 0, 0, 3, 0xed, 0xa0, 0x80))
                .isEqualTo(new FrameError.Malformed("text", "UTF-8 expected"));
    }

    @Example
    void aNameThatCannotBeAnAgentsIsMalformed() {
        // Open with a blank name, kind 0, no headers.
        assertThat(decodedBody(1, 0, 1, ' ', 0, 0, 0)).isInstanceOfSatisfying(FrameError.Malformed.class, error -> {
            assertThat(error.field()).isEqualTo("agent");
        });
    }

    @Example
    void codesThatAreNotGivenAreMalformed() {
        assertThat(decodedBody(8, 0xff, 0, 0)).isEqualTo(new FrameError.Malformed("code", "0 to 127 expected, not -1"));
        assertThat(decodedBody(1, 0, 1, 'a', 4, 0, 0))
                .isEqualTo(new FrameError.Malformed("kind", "a known code expected, not 4"));
        assertThat(decodedBody(0)).isEqualTo(new FrameError.Malformed("type", "1 to 8 expected, not 0"));
    }

    @Example
    void aCloseWhoseCodeCameLaterIsAClose() {
        assertThat(valid(sealed(8, ANY, new byte[] {99, 0, 1, 'x'}))).isEqualTo(new Frame.Close(CloseCode.OTHER, "x"));
    }

    @Property(tries = 200)
    void aTextForHumansIsCutBetweenCharacters(@ForAll @IntRange(min = 1, max = 3_000) int times) {
        String text = "aé世😀".repeat(times);

        Frame read = valid(FrameCodec.encode(ANY, new Frame.Close(CloseCode.GAP, text)));

        assertThat(read).isInstanceOfSatisfying(Frame.Close.class, close -> {
            assertThat(text).startsWith(close.reason());
            int length = close.reason().getBytes(StandardCharsets.UTF_8).length;
            boolean whole = close.reason().equals(text);
            assertThat(length).isBetween(whole ? 0 : FrameCodec.MAX_TEXT - 3, FrameCodec.MAX_TEXT);
        });
    }

    @Example
    void headersBeyondTheLimitsAreNotEncoded() {
        Header header = new Header("X", "y");
        Header longName = new Header("n".repeat(Header.MAX_NAME + 1), "");
        Header longValue = new Header("X", "é".repeat(Header.MAX_VALUE / 2 + 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameCodec.encode(ANY, new Frame.Opened(200, Collections.nCopies(65, header))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameCodec.encode(ANY, new Frame.Opened(200, List.of(longName))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameCodec.encode(ANY, new Frame.Opened(200, List.of(longValue))));
    }

    @Example
    void aStatusThatTheOtherSideWouldNotReadCannotBeWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Frame.Opened(99, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Frame.Opened(600, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Frame.Refused(RefusalReason.CONTROLLER, 399, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Frame.Refused(RefusalReason.CONTROLLER, 999, ""));
    }

    private static FrameError decodedBody(int type, int... body) {
        byte[] bytes = new byte[body.length];
        for (int i = 0; i < body.length; i++) {
            bytes[i] = (byte) body[i];
        }
        return switch (FrameCodec.decode(sealed(type, ANY, bytes))) {
            case Broken(FrameError error) -> error;
            case Valid valid -> throw new AssertionError("decoded: " + valid);
        };
    }

    private static Frame valid(byte[] record) {
        return switch (FrameCodec.decode(record)) {
            case Broken(FrameError error) -> throw new AssertionError(error.message());
            case Valid(Envelope envelope, Frame frame) -> frame;
        };
    }

    /** A record with a true checksum, made without the codec's help but for the envelope. */
    private static byte[] sealed(int type, Envelope envelope, byte[] body) {
        byte[] record =
                Arrays.copyOf(FrameCodec.encode(envelope, new Frame.Credit()), FrameCodec.OVERHEAD + body.length);
        record[3] = (byte) type;
        System.arraycopy(body, 0, record, 49, body.length);
        return withChecksum(record);
    }

    private static byte[] withChecksum(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record, 0, record.length - 4);
        ByteBuffer.wrap(record).putInt(record.length - 4, (int) crc.getValue());
        return record;
    }
}
