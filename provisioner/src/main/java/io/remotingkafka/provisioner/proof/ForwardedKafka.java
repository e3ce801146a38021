package io.remotingkafka.provisioner.proof;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
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

    private final List<ServerSocket> servers = new ArrayList<>();
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> localPorts = new HashMap<>();
    private final KubernetesClient client;
    private final Optional<Tls> tls;
    private final int port;

    private ForwardedKafka(KubernetesClient client, Optional<Tls> tls, int port) {
        this.client = client;
        this.tls = tls;
        this.port = port;
    }

    static ForwardedKafka open(KubernetesClient client, List<Broker> brokers, int port, Optional<Tls> tls)
            throws IOException {
        ForwardedKafka opened = new ForwardedKafka(client, tls, port);
        try {
            for (Broker broker : brokers) {
                opened.bind(broker);
            }
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        for (int broker = 0; broker < brokers.size(); broker++) {
            ServerSocket server = opened.servers.get(broker);
            Broker to = brokers.get(broker);
            Thread.ofVirtual().start(() -> opened.serve(server, to));
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
        open.forEach(ForwardedKafka::closeQuietly);
    }

    private void bind(Broker broker) throws IOException {
        ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        servers.add(server);
        localPorts.put(broker.host() + ":" + port, server.getLocalPort());
    }

    private void serve(ServerSocket server, Broker broker) {
        while (!server.isClosed()) {
            try {
                Socket kafkaClient = server.accept();
                open.add(kafkaClient);
                Thread.ofVirtual().start(() -> connect(kafkaClient, broker));
            } catch (IOException e) {
                LOG.debugf("Forwarding to %s ended: %s", broker.host(), e.getMessage());
            }
        }
    }

    private void connect(Socket kafkaClient, Broker to) {
        try (PodConnection pod = PodConnection.open(client, to.pod(), port)) {
            open.add(pod);
            try {
                kafkaClient.setTcpNoDelay(true);
                carry(kafkaClient, to, pod);
            } finally {
                open.remove(pod);
            }
        } catch (IOException | KubernetesClientException e) {
            LOG.debugf("Between here and %s: %s", to.host(), e.getMessage());
        } finally {
            drop(kafkaClient);
        }
    }

    private void carry(Socket kafkaClient, Broker to, PodConnection pod) throws IOException {
        Socket broker = tls.isPresent() ? tls.get().over(pod.socket(), to.host(), port) : pod.socket();
        Map<Integer, AddressRewriting.Request> asked = new ConcurrentHashMap<>();
        Thread.ofVirtual().start(() -> {
            try {
                carryRequests(kafkaClient.getInputStream(), broker.getOutputStream(), asked);
            } catch (IOException e) {
                LOG.debugf("To %s: %s", to.host(), e.getMessage());
            } finally {
                drop(kafkaClient, pod);
            }
        });
        carryAnswers(broker.getInputStream(), kafkaClient.getOutputStream(), asked);
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

    private void drop(AutoCloseable... ended) {
        for (AutoCloseable one : ended) {
            open.remove(one);
            closeQuietly(one);
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
