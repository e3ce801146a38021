package io.remotingkafka.testbed.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;

/** A TCP agent's connection, after its handshake. */
final class TcpWire implements Wire {
    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];

    TcpWire(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    @Override
    public Incoming read() throws IOException {
        int length = in.read(buffer);
        return length < 0
                ? new Incoming.Closed(End.NORMAL, "the stream ended")
                : new Incoming.Bytes(Arrays.copyOf(buffer, length));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        socket.getOutputStream().write(bytes, offset, length);
    }

    @Override
    public void ping() {
        // JNLP4 has none: remoting pings inside its stream.
    }

    @Override
    public void pong(byte[] payload) {
        // As ping.
    }

    @Override
    public void sayClose(int code, String reason) throws IOException {
        if (!socket.isClosed()) {
            socket.shutdownOutput();
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
