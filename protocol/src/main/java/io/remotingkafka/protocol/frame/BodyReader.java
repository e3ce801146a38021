package io.remotingkafka.protocol.frame;

import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.WireCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the fields of a frame's body; each length is held against what is there before anything is allocated. */
final class BodyReader {
    private final ByteBuffer in;

    BodyReader(ByteBuffer body) {
        this.in = body;
    }

    long number() throws MalformedBodyException {
        need("number", Long.BYTES);
        return in.getLong();
    }

    int status(int lowest) throws MalformedBodyException {
        need("status", Short.BYTES);
        int status = in.getShort();
        if (status < lowest || status > Frame.HIGHEST_STATUS) {
            throw new MalformedBodyException(
                    "status", lowest + " to " + Frame.HIGHEST_STATUS + " expected, not " + status);
        }
        return status;
    }

    <E extends WireCode> E choice(String field, E[] values) throws MalformedBodyException {
        need(field, 1);
        int code = in.get();
        for (E value : values) {
            if (value.code() == code) {
                return value;
            }
        }
        throw new MalformedBodyException(field, "a known code expected, not " + code);
    }

    /** A code of a later version is a close all the same. */
    CloseCode closeCode() throws MalformedBodyException {
        need("code", 1);
        int code = in.get();
        if (code < 0) {
            throw new MalformedBodyException("code", "0 to 127 expected, not " + code);
        }
        return Arrays.stream(CloseCode.values())
                .filter(known -> known.code() == code)
                .findFirst()
                .orElse(CloseCode.OTHER);
    }

    String text() throws MalformedBodyException {
        return text("text", FrameCodec.MAX_TEXT);
    }

    List<Header> headers() throws MalformedBodyException {
        need("headers", Short.BYTES);
        int count = in.getShort();
        if (count < 0 || count > FrameCodec.MAX_HEADERS) {
            throw new MalformedBodyException("headers", "0 to " + FrameCodec.MAX_HEADERS + " expected, not " + count);
        }
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(new Header(text("header name", Header.MAX_NAME), text("header value", Header.MAX_VALUE)));
        }
        return headers;
    }

    ByteBuffer rest(int most) throws MalformedBodyException {
        if (in.remaining() > most) {
            throw new MalformedBodyException("data", "at most " + most + " bytes expected, not " + in.remaining());
        }
        ByteBuffer rest = in.slice();
        in.position(in.limit());
        return rest;
    }

    void end() throws MalformedBodyException {
        if (in.hasRemaining()) {
            throw new MalformedBodyException("body", in.remaining() + " bytes left over");
        }
    }

    private String text(String field, int most) throws MalformedBodyException {
        need(field, Short.BYTES);
        int length = in.getShort() & 0xffff;
        if (length > most) {
            throw new MalformedBodyException(field, "at most " + most + " bytes expected, not " + length);
        }
        need(field, length);
        ByteBuffer utf8 = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(utf8)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedBodyException(field, "UTF-8 expected");
        }
    }

    private void need(String field, int bytes) throws MalformedBodyException {
        if (in.remaining() < bytes) {
            throw new MalformedBodyException(field, bytes + " bytes expected, " + in.remaining() + " left");
        }
    }
}
