package io.remotingkafka.testbed.hudson.launch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * hudson-remoting's channel over a WebSocket, as Jenkins's agent.jar has it: asks for {@code login}, then upgrades
 * {@code wsagents/} with the same headers and tries again with the same waits.
 */
final class WebSocketAgent {
    private static final int[] WAITS_IN_SECONDS = {1, 3, 7, 10};
    /** As agent.jar's: a chunk of 8,192 bytes. */
    private static final int MESSAGE = 8_192;

    private WebSocketAgent() {}

    /** @param url with its slash at the end */
    @SuppressWarnings("InfiniteLoopStatement")
    static void run(String url, String name, String secret) throws InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        int attempt = 0;
        while (true) {
            try {
                login(http, url);
                if (connect(http, url, name, secret)) {
                    attempt = 0;
                }
                print("Disconnected");
            } catch (IOException | CompletionException e) {
                print("Failed to connect: " + e.getMessage());
            }
            int wait = WAITS_IN_SECONDS[Math.min(attempt++, WAITS_IN_SECONDS.length - 1)];
            print("Trying again in " + wait + " s");
            Thread.sleep(wait * 1000L);
        }
    }

    private static void login(HttpClient http, String url) throws IOException, InterruptedException {
        HttpRequest login = HttpRequest.newBuilder(URI.create(url + "login"))
                .timeout(Duration.ofSeconds(30))
                .build();
        int status = http.send(login, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException(url + "login is not ready: " + status);
        }
    }

    private static boolean connect(HttpClient http, String url, String name, String secret)
            throws IOException, InterruptedException {
        Incoming incoming = new Incoming();
        WebSocket socket = http.newWebSocketBuilder()
                .header("Node-Name", name)
                .header("Secret-Key", secret)
                .header("X-Remoting-Capability", "rO0ABXNyABpodWRzb24ucmVtb3RpbmcuQ2FwYWJpbGl0eQ==")
                .buildAsync(URI.create(url.replaceFirst("^http", "ws") + "wsagents/"), incoming)
                .join();
        print("WebSocket connection open");
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            Class<?> type = Class.forName("hudson.remoting.Channel");
            Object channel = type.getConstructor(
                            String.class, ExecutorService.class, InputStream.class, OutputStream.class)
                    .newInstance(
                            "channel", executor, incoming, new BufferedOutputStream(new Outgoing(socket), MESSAGE));
            print("Connected");
            type.getMethod("join").invoke(channel);
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IOException("The channel cannot be made: " + e.getCause(), e);
        } finally {
            socket.abort();
            executor.shutdownNow();
        }
    }

    private static void print(String line) {
        System.out.println(java.time.Instant.now() + " " + line);
    }

    /** Messages as one stream. */
    private static final class Incoming extends InputStream implements WebSocket.Listener {
        /** Empty: the end. */
        private final LinkedBlockingQueue<Optional<ByteBuffer>> messages = new LinkedBlockingQueue<>();

        private ByteBuffer current = ByteBuffer.allocate(0);

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            ByteBuffer copy = ByteBuffer.allocate(data.remaining());
            copy.put(data).flip();
            messages.add(Optional.of(copy));
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            messages.add(Optional.empty());
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            print("Connection lost: " + error);
            messages.add(Optional.empty());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            try {
                while (!current.hasRemaining()) {
                    Optional<ByteBuffer> next = messages.take();
                    if (next.isEmpty()) {
                        messages.add(next);
                        return -1;
                    }
                    current = next.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
            int count = Math.min(length, current.remaining());
            current.get(into, offset, count);
            return count;
        }

        @Override
        public int available() {
            return current.remaining();
        }
    }

    /** A stream as messages. */
    private static final class Outgoing extends OutputStream {
        private final WebSocket socket;

        Outgoing(WebSocket socket) {
            this.socket = socket;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                for (int from = offset; from < offset + length; from += MESSAGE) {
                    int size = Math.min(MESSAGE, offset + length - from);
                    socket.sendBinary(ByteBuffer.wrap(bytes, from, size), true).join();
                }
            } catch (CompletionException e) {
                throw new IOException("The WebSocket does not take more", e.getCause());
            }
        }
    }
}
