package io.remotingkafka.provisioner.proof;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * One listener of all brokers, brought to loopback ports through the API server's port-forward.
 *
 * <p>A plain port-forward is not enough for Kafka: brokers tell clients where the other brokers are, by names that mean
 * nothing out here. So answers that hold addresses are rewritten on their way ({@link AddressRewriting}); all else
 * passes as it is. Clients speak without TLS on loopback, and TLS begins here.
 */
final class ForwardedKafka implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ForwardedKafka.class);
    private static final int BACKLOG = 16;
    private static final int LARGEST_FRAME = 64 * 1024 * 1024;

    private final List<LocalPortForward> forwards = new ArrayList<>();
    private final List<ServerSocket> servers = new ArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> localPorts = new HashMap<>();
    private final Optional<Tls> tls;
    private final int port;

    private ForwardedKafka(Optional<Tls> tls, int port) {
        this.tls = tls;
        this.port = port;
    }

    static ForwardedKafka open(KubernetesClient client, List<Broker> brokers, int port, Optional<Tls> tls)
            throws IOException {
        ForwardedKafka opened = new ForwardedKafka(tls, port);
        try {
            for (Broker broker : brokers) {
                opened.bind(client, broker);
            }
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        for (int broker = 0; broker < brokers.size(); broker++) {
            int index = broker;
            Thread.ofVirtual()
                    .start(() -> opened.serve(index, brokers.get(index).host()));
        }
        return opened;
    }

    String bootstrap() {
        return String.join(
                ",",
                servers.stream()
                        .map(server -> "127.0.0.1:" + server.getLocalPort())
                        .toList());
    }

    @Override
    public void close() {
        servers.forEach(ForwardedKafka::closeQuietly);
        sockets.forEach(ForwardedKafka::closeQuietly);
        forwards.forEach(ForwardedKafka::closeQuietly);
    }

    private void bind(KubernetesClient client, Broker broker) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        forwards.add(client.pods().withName(broker.pod()).portForward(port, loopback, 0));
        ServerSocket server = new ServerSocket(0, BACKLOG, loopback);
        servers.add(server);
        localPorts.put(broker.host() + ":" + port, server.getLocalPort());
    }

    private void serve(int broker, String host) {
        ServerSocket server = servers.get(broker);
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> connect(client, forwards.get(broker), host));
            } catch (IOException e) {
                LOG.debugf("Forwarding to %s ended: %s", host, e.getMessage());
            }
        }
    }

    private void connect(Socket client, LocalPortForward forward, String host) {
        Socket forwarded = null;
        try {
            forwarded = new Socket(forward.getLocalAddress(), forward.getLocalPort());
            forwarded.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            sockets.add(forwarded);
            Socket broker = tls.isPresent() ? tls.get().over(forwarded, host, port) : forwarded;
            Map<Integer, AddressRewriting.Request> asked = new ConcurrentHashMap<>();
            Socket toClose = forwarded;
            Thread.ofVirtual().start(() -> {
                try {
                    carryRequests(client.getInputStream(), broker.getOutputStream(), asked);
                } catch (IOException e) {
                    LOG.debugf("To %s: %s", host, e.getMessage());
                } finally {
                    drop(client, toClose);
                }
            });
            carryAnswers(broker.getInputStream(), client.getOutputStream(), asked);
        } catch (IOException e) {
            LOG.debugf("From %s: %s", host, e.getMessage());
        } finally {
            drop(client, forwarded);
        }
    }

    private static void carryRequests(InputStream from, OutputStream to, Map<Integer, AddressRewriting.Request> asked)
            throws IOException {
        DataInputStream in = new DataInputStream(from);
        DataOutputStream out = new DataOutputStream(to);
        for (Optional<byte[]> frame = read(in); frame.isPresent(); frame = read(in)) {
            AddressRewriting.Request request = AddressRewriting.Request.of(ByteBuffer.wrap(frame.get()));
            if (request.answerHoldsAddresses()) {
                asked.put(request.correlation(), request);
            }
            write(out, frame.get());
        }
    }

    private void carryAnswers(InputStream from, OutputStream to, Map<Integer, AddressRewriting.Request> asked)
            throws IOException {
        DataInputStream in = new DataInputStream(from);
        DataOutputStream out = new DataOutputStream(to);
        for (Optional<byte[]> frame = read(in); frame.isPresent(); frame = read(in)) {
            AddressRewriting.Request request =
                    asked.remove(ByteBuffer.wrap(frame.get()).getInt());
            write(out, request == null ? frame.get() : AddressRewriting.rewrite(request, frame.get(), localPorts));
        }
    }

    private static Optional<byte[]> read(DataInputStream in) throws IOException {
        int size = in.read() << 24;
        if (size < 0) {
            return Optional.empty();
        }
        size |= in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
        if (size > LARGEST_FRAME) {
            throw new IOException("A frame of " + size + " bytes is not Kafka's");
        }
        byte[] frame = new byte[size];
        in.readFully(frame);
        return Optional.of(frame);
    }

    private static void write(DataOutputStream out, byte[] frame) throws IOException {
        byte[] whole = ByteBuffer.allocate(Integer.BYTES + frame.length)
                .putInt(frame.length)
                .put(frame)
                .array();
        out.write(whole);
        out.flush();
    }

    private void drop(Socket... ended) {
        for (Socket socket : ended) {
            if (socket != null) {
                sockets.remove(socket);
                closeQuietly(socket);
            }
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.debugf("Closing a forward: %s", e.getMessage());
        }
    }
}
