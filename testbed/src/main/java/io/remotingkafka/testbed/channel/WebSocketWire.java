package io.remotingkafka.testbed.channel;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A WebSocket after its handshake, byte by byte after RFC 6455. Written by hand, so that no bug of the library that the
 * services use can hide behind the same bug here; and as strict as agents and controllers are: binary messages in one
 * frame, 64 KiB at most.
 */
final class WebSocketWire implements Wire {
    static final int MAX_MESSAGE = 64 * 1024;

    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int UNSUPPORTED = 1003;
    private static final int TOO_BIG = 1009;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean isClient;
    /** Fair: a ping waits its turn behind the frames that were there first, and no longer. */
    private final ReentrantLock writing = new ReentrantLock(true);

    /**
     * @param in what has been read of the handshake already is gone from it, and nothing else
     * @param isClient clients mask what they send, servers do not
     */
    WebSocketWire(Socket socket, InputStream in, boolean isClient) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(in);
        this.out = socket.getOutputStream();
        this.isClient = isClient;
    }

    @Override
    public Incoming read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int opcode = first & 0x0F;
        if ((first & 0x70) != 0) {
            throw new WireViolation(PROTOCOL_ERROR, "reserved bits are set, and no extension was agreed on");
        }
        if ((first & FINAL) == 0 || opcode == 0) {
            throw new WireViolation(PROTOCOL_ERROR, "a fragmented message; remoting sends whole ones");
        }
        if (((second & MASKED) != 0) == isClient) {
            throw new WireViolation(PROTOCOL_ERROR, "clients mask their frames, servers do not");
        }
        byte[] payload = payload(second & 0x7F);
        return switch (opcode) {
            case BINARY -> new Incoming.Bytes(payload);
            case PING -> new Incoming.Ping(payload);
            case PONG -> new Incoming.Pong();
            case CLOSE ->
                payload.length < 2
                        ? new Incoming.Closed(1005, "")
                        : new Incoming.Closed(
                                ByteBuffer.wrap(payload).getShort() & 0xFFFF,
                                new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
            default -> throw new WireViolation(UNSUPPORTED, "opcode " + opcode + "; remoting sends binary messages");
        };
    }

    private byte[] payload(int shortLength) throws IOException {
        long length =
                switch (shortLength) {
                    case 126 -> in.readUnsignedShort();
                    case 127 -> in.readLong();
                    default -> shortLength;
                };
        if (length < 0 || length > MAX_MESSAGE) {
            throw new WireViolation(TOO_BIG, "a message of " + length + " bytes; " + MAX_MESSAGE + " are taken");
        }
        int mask = isClient ? 0 : in.readInt();
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        mask(payload, 0, payload.length, mask);
        return payload;
    }

    private static void mask(byte[] bytes, int offset, int length, int mask) {
        if (mask == 0) {
            return;
        }
        ByteBuffer view = ByteBuffer.wrap(bytes, offset, length);
        long wide = ((long) mask << 32) | (mask & 0xFFFFFFFFL);
        int at = offset;
        for (; at + Long.BYTES <= offset + length; at += Long.BYTES) {
            view.putLong(at, view.getLong(at) ^ wide);
        }
        for (int i = 0; at < offset + length; at++, i++) {
            bytes[at] ^= (byte) (mask >>> (24 - (8 * i) % 32));
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        frame(BINARY, bytes, offset, length);
    }

    @Override
    public void ping() throws IOException {
        frame(PING, new byte[0], 0, 0);
    }

    @Override
    public void pong(byte[] payload) throws IOException {
        frame(PONG, payload, 0, payload.length);
    }

    @Override
    public void sayClose(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + Math.min(text.length, 123)];
        ByteBuffer.wrap(payload).putShort((short) code).put(text, 0, payload.length - 2);
        frame(CLOSE, payload, 0, payload.length);
    }

    private void frame(int opcode, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + length);
        int maskBit = isClient ? MASKED : 0;
        frame.put((byte) (FINAL | opcode));
        if (length < 126) {
            frame.put((byte) (maskBit | length));
        } else if (length < 65_536) {
            frame.put((byte) (maskBit | 126)).putShort((short) length);
        } else {
            frame.put((byte) (maskBit | 127)).putLong(length);
        }
        int mask = isClient ? ThreadLocalRandom.current().nextInt() : 0;
        if (isClient) {
            frame.putInt(mask);
        }
        int start = frame.position();
        frame.put(bytes, offset, length);
        mask(frame.array(), start, length, mask);
        writing.lock();
        try {
            out.write(frame.array(), 0, frame.position());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A socket could not be closed", e);
        }
    }

    @Override
    public void reset() {
        Sockets.reset(socket);
    }
}
