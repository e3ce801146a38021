package io.remotingkafka.provisioner.proof;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.PortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * One connection to a port of a pod, through the API server's port-forward.
 *
 * <p>The client library's own listener on a local port looks for data each 50 ms ({@code PortForwarderWebsocketListener}
 * of fabric8 7.5), which Kafka's many small calls pay each time. A channel that blocks is read at once.
 */
final class PodConnection implements AutoCloseable {
    private final Socket near;
    private final SocketChannel far;
    private final PortForward forward;

    private PodConnection(Socket near, SocketChannel far, PortForward forward) {
        this.near = near;
        this.far = far;
        this.forward = forward;
    }

    /** Does not wait until the pod is reached: where it cannot be, the socket ends. */
    static PodConnection open(KubernetesClient client, String pod, int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocketChannel meeting = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0), 1)) {
            Socket near = new Socket(loopback, meeting.socket().getLocalPort());
            SocketChannel far = meeting.accept();
            if (!far.getRemoteAddress().equals(near.getLocalSocketAddress())) {
                far.close();
                near.close();
                throw new IOException("Another process of this machine connected instead");
            }
            near.setTcpNoDelay(true);
            far.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new PodConnection(near, far, client.pods().withName(pod).portForward(port, far, far));
        }
    }

    /** This end. */
    Socket socket() {
        return near;
    }

    @Override
    public void close() throws IOException {
        near.close();
        forward.close();
        far.close();
    }
}
