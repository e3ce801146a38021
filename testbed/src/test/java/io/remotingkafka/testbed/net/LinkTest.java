package io.remotingkafka.testbed.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private ServerSocket target;
    private Link link;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        link = Link.to(target.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), link.port());
        server = target.accept();
        client.setSoTimeout(PATIENCE_MILLIS);
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        server.close();
        link.close();
        target.close();
    }

    @Test
    void whileAnswersAreCutRequestsArrive() throws IOException {
        link.cutAnswers();
        client.getOutputStream().write('q');
        assertThat(server.getInputStream().read()).isEqualTo('q');
        server.getOutputStream().write('a');

        client.setSoTimeout(50);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(PATIENCE_MILLIS);
        link.mend();

        assertThat(client.getInputStream().read()).isEqualTo('a');
    }

    @Test
    void whatIsHeldBackGoesWithItsConnection() throws IOException {
        link.cutAnswers();
        server.getOutputStream().write('a');

        link.reset();
        link.mend();

        assertThat(client.getInputStream().read()).as("end of stream").isEqualTo(-1);
    }
}
