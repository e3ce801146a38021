package io.remotingkafka.testbed.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Makes channels of sockets whose handshake is done. */
public final class Channels {
    private Channels() {}

    /** A WebSocket's server side, which greets and pings. */
    public static Channel webSocketOfController(Socket socket, InputStream in, KeepAlive keepAlive, Duration writeLimit)
            throws IOException {
        return new Channel(new WebSocketWire(socket, in, false), true, Optional.of(keepAlive), writeLimit);
    }

    /** A WebSocket's client side, which answers pings and sends none. */
    public static Channel webSocketOfAgent(Socket socket, InputStream in, Duration writeLimit) throws IOException {
        return new Channel(new WebSocketWire(socket, in, true), false, Optional.empty(), writeLimit);
    }

    /** A TCP connection's server side. */
    public static Channel tcpOfController(Socket socket, InputStream in, Duration writeLimit) {
        return new Channel(new TcpWire(socket, in), true, Optional.empty(), writeLimit);
    }

    /** The controller's end, over streams that are no socket's. */
    public static Channel ofController(InputStream in, OutputStream out) {
        return new Channel(new StreamWire(in, out), true, Optional.empty(), Channel.WRITE_LIMIT);
    }

    /** The agent's end, over streams that are no socket's. */
    public static Channel ofAgent(InputStream in, OutputStream out) {
        return new Channel(new StreamWire(in, out), false, Optional.empty(), Channel.WRITE_LIMIT);
    }

    /** A TCP connection's client side. */
    public static Channel tcpOfAgent(Socket socket, InputStream in, Duration writeLimit) {
        return new Channel(new TcpWire(socket, in), false, Optional.empty(), writeLimit);
    }
}
