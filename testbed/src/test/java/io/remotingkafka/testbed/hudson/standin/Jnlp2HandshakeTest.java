package io.remotingkafka.testbed.hudson.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.hudson.standin.Jnlp2Handshake.Reply;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class Jnlp2HandshakeTest {
    @Test
    void theGreetingIsTwoStringsWithTheirLengths() throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(
                Jnlp2Handshake.greeting("büro = 1", "0123abcd").getBytes()));
        assertThat(in.readUTF()).isEqualTo("Protocol:JNLP2-connect");
        Properties properties = new Properties();
        properties.load(new StringReader(in.readUTF()));
        assertThat(properties)
                .containsEntry("Node-Name", "büro = 1")
                .containsEntry("Secret-Key", "0123abcd")
                .hasSize(2);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void aWelcomeEndsWithAnEmptyLine() {
        String welcome = "Welcome\r\nCookie: 12\r\n\r\n";
        assertThat(Jnlp2Handshake.reply(Buffer.buffer(welcome + "<=="))).isEqualTo(new Reply.Welcome(welcome.length()));
        for (int length = 0; length < welcome.length(); length++) {
            assertThat(Jnlp2Handshake.reply(Buffer.buffer(welcome.substring(0, length))))
                    .isEqualTo(new Reply.Incomplete());
        }
    }

    @Test
    void anotherFirstLineIsTheReasonOfARefusal() {
        assertThat(Jnlp2Handshake.reply(Buffer.buffer("a is already connected\n")))
                .isEqualTo(new Reply.Rejected("a is already connected"));
    }

    @Test
    void anEndlessLineIsRefused() {
        assertThat(Jnlp2Handshake.reply(Buffer.buffer("x".repeat(20_000)))).isInstanceOf(Reply.Rejected.class);
    }
}
