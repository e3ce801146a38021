package io.remotingkafka.testbed.hudson.standin;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The first bytes of a TCP agent's connection to Hudson 3.3.2, as its {@code Engine} and {@code TcpSlaveAgentListener} exchange
 * them: the agent's greeting as two strings with their lengths, the controller's as lines that end with an empty one.
 */
final class Jnlp2Handshake {
    /** What the controller said. */
    sealed interface Reply {
        /** Not all of it has come. */
        record Incomplete() implements Reply {}

        /** The agent is let in; what comes after {@code length} bytes is the channel's. */
        record Welcome(int length) implements Reply {}

        /** It is not, for that reason. */
        record Rejected(String reason) implements Reply {}
    }

    private static final String WELCOME = "Welcome";
    private static final int LONGEST = 16 * 1024;

    private Jnlp2Handshake() {}

    static Buffer greeting(String node, String secret) {
        Properties properties = new Properties();
        properties.setProperty("Node-Name", node);
        properties.setProperty("Secret-Key", secret);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            StringWriter text = new StringWriter();
            properties.store(text, null);
            out.writeUTF("Protocol:JNLP2-connect");
            out.writeUTF(text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes all bytes", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /** Reads the answer from all that has come so far. */
    static Reply reply(Buffer came) {
        int line = lineEnd(came, 0);
        if (line < 0) {
            return came.length() > LONGEST ? new Reply.Rejected("no line in the first 16 KiB") : new Reply.Incomplete();
        }
        String first = text(came, 0, line);
        if (!first.equals(WELCOME)) {
            return new Reply.Rejected(first);
        }
        int from = line;
        while (true) {
            int end = lineEnd(came, from);
            if (end < 0) {
                return new Reply.Incomplete();
            }
            if (text(came, from, end).isEmpty()) {
                return new Reply.Welcome(end);
            }
            from = end;
        }
    }

    /** The offset behind the line feed; -1 where there is none yet. */
    private static int lineEnd(Buffer bytes, int from) {
        for (int i = from; i < bytes.length(); i++) {
            if (bytes.getByte(i) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static String text(Buffer bytes, int from, int end) {
        return bytes.getString(from, end, StandardCharsets.UTF_8.name()).strip();
    }
}
