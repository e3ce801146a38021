package io.remotingkafka.testbed.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListenersTest {
    @Test
    void addressesAreReadAsTheKernelPrintsThem() {
        assertThat(Listeners.socket("tcp", "0100007F:1F90").toString())
                .contains("127.0.0.1")
                .contains("8080");
        assertThat(Listeners.socket("tcp", "00000000:07E8").isLoopback()).isFalse();
        assertThat(Listeners.socket("tcp", "0000000000000000FFFF00000100007F:1F90")
                        .isLoopback())
                .isTrue();
        assertThat(Listeners.socket("udp", "00000000000000000000000001000000:1F90")
                        .isLoopback())
                .isTrue();
        assertThat(Listeners.socket("udp", "00000000000000000000000000000000:8438")
                        .isLoopback())
                .isFalse();
    }

    @Test
    void aSocketOnAllInterfacesIsSeen() throws Exception {
        try (ServerSocket everywhere = new ServerSocket(0);
                ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // when
            var found = Listeners.of(ProcessHandle.current().pid());

            // then
            assertThat(found)
                    .filteredOn(socket -> socket.port() == everywhere.getLocalPort())
                    .isNotEmpty()
                    .noneMatch(Listeners.Socket::isLoopback);
            assertThat(found)
                    .filteredOn(socket -> socket.port() == here.getLocalPort())
                    .isNotEmpty()
                    .allMatch(Listeners.Socket::isLoopback);
        }
    }
}
