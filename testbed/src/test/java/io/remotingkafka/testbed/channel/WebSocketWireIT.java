package io.remotingkafka.testbed.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotingkafka.testbed.channel.Wire.Incoming;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketWireIT {
    @Test
    void theKeyOfRfc6455IsAnsweredAsItSays() {
        assertThat(WebSocketKey.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void aMaskedPingOfRfc6455IsRead() throws IOException {
        try (Socket socket = new Socket()) {
            Wire wire = server(socket, "898537fa213d7f9f4d5158");

            assertThat(wire.read()).isInstanceOfSatisfying(Incoming.Ping.class, ping -> assertThat(ping.payload())
                    .asString()
                    .isEqualTo("Hello"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 125, 126, 8_194, 65_535, 65_536})
    void messagesOfAnySizeGoThroughMaskedAndUnmasked(int size) throws IOException {
        byte[] message = new byte[size];
        ByteStream.of(size, size).copyTo(message);
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), door.getLocalPort());
                Socket server = door.accept()) {
            Wire agent = new WebSocketWire(client, client.getInputStream(), true);
            Wire controller = new WebSocketWire(server, server.getInputStream(), false);
            Thread writer = Thread.ofVirtual().start(() -> echo(controller));

            agent.write(message, 0, size);

            assertThat(agent.read()).isInstanceOfSatisfying(Incoming.Bytes.class, echo -> assertThat(echo.bytes())
                    .isEqualTo(message));
            writer.interrupt();
        }
    }

    private static void echo(Wire wire) {
        try {
            if (wire.read() instanceof Incoming.Bytes(byte[] bytes)) {
                wire.write(bytes, 0, bytes.length);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "82ff00000000000100010000000000, 1009, a message of 65537 bytes",
        "028100000000ff, 1002, fragmented",
        "820161, 1002, clients mask",
        "818100000000ff, 1003, opcode 1",
        "c28100000000ff, 1002, reserved bits"
    })
    void whatNoAgentSendsIsRefused(String hex, int code, String why) throws IOException {
        try (Socket socket = new Socket()) {
            Wire wire = server(socket, hex);

            assertThatThrownBy(wire::read)
                    .isInstanceOfSatisfying(WireViolation.class, violation -> assertThat(violation.code())
                            .isEqualTo(code))
                    .hasMessageContaining(why);
        }
    }

    private static Wire server(Socket socket, String hex) throws IOException {
        return new WebSocketWire(
                new Unconnected(socket), new ByteArrayInputStream(HexFormat.of().parseHex(hex)), false);
    }

    /** A socket that is only written to, and goes nowhere. */
    private static final class Unconnected extends Socket {
        Unconnected(Socket socket) {
            assertThat(socket.isConnected()).isFalse();
        }

        @Override
        public java.io.OutputStream getOutputStream() {
            return java.io.OutputStream.nullOutputStream();
        }
    }
}
