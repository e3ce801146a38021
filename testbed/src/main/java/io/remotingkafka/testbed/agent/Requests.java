package io.remotingkafka.testbed.agent;

import io.remotingkafka.testbed.channel.HttpHead;
import io.remotingkafka.testbed.channel.Received;
import io.remotingkafka.testbed.channel.Sockets;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Requests as agent.jar writes them: header lines without a space after the colon. */
public final class Requests {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 60_000;

    /**
     * An answer.
     *
     * @param body its length and digest
     * @param text the body, if it is one
     */
    public record Reply(HttpHead head, Received body, String text) {
        static Reply of(HttpHead head, byte[] body) {
            return new Reply(head, Received.of(body), new String(body, StandardCharsets.UTF_8));
        }

        /** Its status. */
        public int status() {
            return head.status();
        }
    }

    /** A connection of which the answer's head has been read. */
    record Open(Socket socket, InputStream in, Reply reply) {}

    private Requests() {}

    /** A GET with these headers. */
    public static Reply get(URI url, Map<String, String> headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Connection", "close");
        Open open = send(url, all);
        open.socket().close();
        return open.reply();
    }

    /** An upgrade of {@code wsagents/} with these headers besides WebSocket's own; what was opened is closed again. */
    public static Reply upgrade(URI url, Map<String, String> headers) throws IOException {
        Open open = send(url, webSocket(url, headers));
        Sockets.reset(open.socket());
        return open.reply();
    }

    static Map<String, String> webSocket(URI url, Map<String, String> headers) {
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Upgrade", "websocket");
        all.put("Connection", "Upgrade");
        all.put("Origin", url.getScheme() + "://" + url.getRawAuthority());
        all.put("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(key));
        all.put("Sec-WebSocket-Version", "13");
        all.putAll(headers);
        return all;
    }

    static Open send(URI url, Map<String, String> headers) throws IOException {
        return send(url, headers, socket -> {});
    }

    /**
     * @param connecting told the socket before anything is sent
     */
    static Open send(URI url, Map<String, String> headers, Consumer<Socket> connecting) throws IOException {
        StringBuilder request = new StringBuilder("GET " + url.getRawPath()
                + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()) + " HTTP/1.1\r\n");
        request.append("Host:").append(url.getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(':').append(value).append("\r\n"));
        Socket socket = new Socket();
        connecting.accept(socket);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            HttpHead head = HttpHead.read(in);
            byte[] body = head.status() == 101 ? new byte[0] : body(head, in);
            socket.setSoTimeout(0);
            return new Open(socket, in, Reply.of(head, body));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static byte[] body(HttpHead head, InputStream in) throws IOException {
        if (head.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            return chunked(in);
        }
        return head.header("Content-Length").isPresent() ? whole(in, head.contentLength()) : in.readAllBytes();
    }

    private static byte[] whole(InputStream in, int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the body broke off after " + body.length + " of " + length + " bytes");
        }
        return body;
    }

    private static byte[] chunked(InputStream in) throws IOException {
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        for (int length = chunkLength(in); length > 0; length = chunkLength(in)) {
            body.write(whole(in, length));
            in.skipNBytes(2);
        }
        return body.toByteArray();
    }

    private static int chunkLength(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the body broke off before its last chunk");
            }
            line.append((char) b);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }
}
