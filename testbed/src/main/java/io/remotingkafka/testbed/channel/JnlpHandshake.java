package io.remotingkafka.testbed.channel;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The first bytes of a TCP agent's connection. */
public final class JnlpHandshake {
    /** Who it is, where a real agent says so within TLS. */
    public record Hello(String name, String secret) {
        @Override
        public String toString() {
            return "Hello[" + name + "]";
        }
    }

    private static final byte[] PROTOCOL = "\0\u0016Protocol:JNLP4-connect".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ACK = "\0\u0003ACK".getBytes(StandardCharsets.US_ASCII);

    private JnlpHandshake() {}

    /** Agent's side: false if the controller closes the connection, which is its way to say no. */
    public static boolean send(InputStream in, OutputStream out, Hello hello) throws IOException {
        out.write(PROTOCOL);
        expect(in, ACK);
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(hello.name());
        data.writeUTF(hello.secret());
        try {
            expect(in, ACK);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    /** Controller's side: empty for a probe, which connects and closes. */
    public static Optional<Hello> receive(InputStream in, OutputStream out) throws IOException {
        try {
            expect(in, PROTOCOL);
        } catch (EOFException e) {
            return Optional.empty();
        }
        out.write(ACK);
        DataInputStream data = new DataInputStream(in);
        return Optional.of(new Hello(data.readUTF(), data.readUTF()));
    }

    /** Controller's side: the agent is let in. */
    public static void welcome(OutputStream out) throws IOException {
        out.write(ACK);
    }

    private static void expect(InputStream in, byte[] expected) throws IOException {
        byte[] came = in.readNBytes(expected.length);
        if (came.length < expected.length) {
            throw new EOFException("the connection ended after " + came.length + " bytes");
        }
        if (!java.util.Arrays.equals(came, expected)) {
            throw new IOException("'" + new String(expected, StandardCharsets.US_ASCII).strip()
                    + "' expected, and something else came");
        }
    }
}
