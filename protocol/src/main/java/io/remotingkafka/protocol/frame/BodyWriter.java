package io.remotingkafka.protocol.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the fields of a frame's body: the mirror image of {@link BodyReader}. */
final class BodyWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private BodyWriter() {}

    static byte[] open(Frame.Open open) {
        BodyWriter body = new BodyWriter();
        body.text("agent", open.agent().value(), FrameCodec.MAX_TEXT);
        body.out.write(open.kind().code());
        body.headers(open.headers());
        return body.out.toByteArray();
    }

    static byte[] opened(Frame.Opened opened) {
        BodyWriter body = new BodyWriter();
        body.twoBytes(opened.status());
        body.headers(opened.headers());
        return body.out.toByteArray();
    }

    static byte[] refused(Frame.Refused refused) {
        BodyWriter body = new BodyWriter();
        body.out.write(refused.reason().code());
        body.twoBytes(refused.status());
        body.cut(refused.text());
        return body.out.toByteArray();
    }

    static byte[] close(Frame.Close close) {
        BodyWriter body = new BodyWriter();
        body.out.write(close.code().code());
        body.cut(close.reason());
        return body.out.toByteArray();
    }

    static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private void headers(List<Header> headers) {
        if (headers.size() > FrameCodec.MAX_HEADERS) {
            throw new IllegalArgumentException(
                    "A frame carries " + FrameCodec.MAX_HEADERS + " headers, not " + headers.size());
        }
        twoBytes(headers.size());
        for (Header header : headers) {
            text("header name", header.name(), Header.MAX_NAME);
            text("header value of " + header.name(), header.value(), Header.MAX_VALUE);
        }
    }

    private void text(String field, String text, int most) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > most) {
            throw new IllegalArgumentException(field + " has " + utf8.length + " bytes, more than " + most);
        }
        twoBytes(utf8.length);
        out.writeBytes(utf8);
    }

    /** Texts for humans are cut rather than refused: a proxy's error page can have any length. */
    private void cut(String text) {
        // An encoder stops where the next character does not fit whole.
        ByteBuffer utf8 = ByteBuffer.allocate(FrameCodec.MAX_TEXT);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(text), utf8, true);
        twoBytes(utf8.position());
        out.write(utf8.array(), 0, utf8.position());
    }

    private void twoBytes(int number) {
        out.write(number >>> 8);
        out.write(number);
    }
}
