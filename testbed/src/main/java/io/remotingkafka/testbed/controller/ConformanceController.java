package io.remotingkafka.testbed.controller;

import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.Channels;
import io.remotingkafka.testbed.channel.HttpHead;
import io.remotingkafka.testbed.channel.Received;
import io.remotingkafka.testbed.channel.Sockets;
import io.remotingkafka.testbed.channel.Waiting;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in for a Jenkins controller as its agents see it: the handshakes, refusals and times of the WebSocket endpoint
 * and of the agent port, and the two REST resources that the broker asks for. What goes over an open connection is not
 * remoting but a {@link Channel}, which proves that bytes come through as they are.
 *
 * <pre>{@code
 * var controller = new ConformanceController(ControllerSettings.DEFAULT).start();
 * String secret = controller.addAgent("a1");
 * ...
 * Channel channel = controller.awaitSession("a1", Duration.ofSeconds(10)).channel();
 * channel.send(ByteStream.of(1, 60_000_000));
 * }</pre>
 */
public final class ConformanceController implements AutoCloseable {
    private final ControllerSettings settings;
    private final Nodes nodes = new Nodes();
    private final List<Handshake> handshakes = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Thread> doors = new ArrayList<>();
    private final Routes routes;
    private final AgentUpgrade upgrade;
    private final TcpAgents tcpAgents;
    private ServerSocket http;
    private ServerSocket tcp;
    private int httpPort;
    private int tcpPort;
    private volatile Behaviour behaviour = Behaviour.NORMAL;

    /** Set up, and not listening yet. */
    public ConformanceController(ControllerSettings settings) {
        this.settings = settings;
        this.routes = new Routes(settings, nodes);
        this.upgrade = new AgentUpgrade(nodes);
        this.tcpAgents = new TcpAgents(settings, nodes);
        this.httpPort = settings.port();
    }

    /** Listens, on the same ports as before where it was stopped. */
    public ConformanceController start() {
        try {
            http = listen(settings.certificate().isPresent() ? tlsSocket() : new ServerSocket(), httpPort);
            httpPort = http.getLocalPort();
            if (settings.tcpPort()) {
                tcp = listen(new ServerSocket(), tcpPort);
                tcpPort = tcp.getLocalPort();
                doors.add(Thread.ofVirtual().start(() -> accept(tcp, this::serveTcp)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The controller cannot listen on port " + httpPort, e);
        }
        doors.add(Thread.ofVirtual().start(() -> accept(http, this::serveHttp)));
        return this;
    }

    private ServerSocket tlsSocket() throws IOException {
        return settings.certificate().orElseThrow().serverSockets().createServerSocket();
    }

    private ServerSocket listen(ServerSocket socket, int port) throws IOException {
        socket.setReuseAddress(true);
        if (settings.receiveBuffer() > 0) {
            socket.setReceiveBufferSize(settings.receiveBuffer());
        }
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4_096);
        return socket;
    }

    /** Dies: all connections are reset and the ports closed. Nodes and secrets stay. */
    public void stop() {
        close(http);
        if (tcp != null) {
            close(tcp);
        }
        nodes.sessions().forEach(session -> session.channel().kill());
        sockets.forEach(Sockets::reset);
        // A port is free only when nobody waits at it any more.
        doors.forEach(ConformanceController::join);
        doors.clear();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A port could not be closed", e);
        }
    }

    /** Its address, context path and last slash included. */
    public URI url() {
        return URI.create((settings.certificate().isPresent() ? "https" : "http") + "://127.0.0.1:" + httpPort
                + settings.contextPath() + "/");
    }

    /** The agent port; 0 where it is off. */
    public int tcpPort() {
        return tcpPort;
    }

    /** Makes a node, and gives its secret. */
    public String addAgent(String name) {
        return nodes.add(name);
    }

    /** Makes a node with a secret that is known already. */
    public void addAgent(String name, String secret) {
        nodes.add(name, secret);
    }

    /** Deletes a node, and ends its connection. */
    public void removeAgent(String name) {
        nodes.remove(name);
    }

    /** Whether the node's executors are said to be busy. */
    public void setBusy(String name, boolean busy) {
        nodes.setBusy(name, busy);
    }

    /** What answers from now on; connections that are open stay so. */
    public void behave(Behaviour now) {
        behaviour = now;
    }

    /** All requests answered so far. */
    public List<Handshake> handshakes() {
        return List.copyOf(handshakes);
    }

    /** What {@code jnlpJars/agent.jar} is to be. */
    public static Received agentJar() {
        return Received.of(Routes.AGENT_JAR);
    }

    /** The agent's open connection. */
    public Optional<ControllerSession> session(String name) {
        return nodes.session(name);
    }

    /** All connections that ever were, in their order. */
    public List<ControllerSession> sessions() {
        return nodes.sessions();
    }

    /**
     * The agent's open connection, once there is one.
     *
     * @throws IllegalStateException if there is none in time
     */
    public ControllerSession awaitSession(String name, Duration atMost) {
        return Waiting.forValue(
                () -> session(name),
                atMost,
                () -> "agent " + name + " is not connected; answered so far: "
                        + handshakes.stream()
                                .map(h -> h.request().firstLine() + " " + h.status())
                                .toList());
    }

    private interface Service {
        /** Serves a connection; whether it is to be closed then. */
        boolean serve(Socket socket) throws IOException;
    }

    private void accept(ServerSocket door, Service service) {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> serve(socket, service));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException("The controller accepts no more", e);
                }
            }
        }
    }

    private void serve(Socket socket, Service service) {
        sockets.add(socket);
        try {
            socket.setTcpNoDelay(true);
            if (service.serve(socket)) {
                socket.close();
            }
        } catch (IOException e) {
            // The client is gone, or speaks something else: neither concerns a server for longer than this.
            Sockets.reset(socket);
        } finally {
            sockets.remove(socket);
        }
    }

    private boolean serveTcp(Socket socket) throws IOException {
        return !tcpAgents.accept(socket);
    }

    private boolean serveHttp(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        while (true) {
            HttpHead request = HttpHead.read(in);
            in.skipNBytes(request.contentLength());
            if (behaviour == Behaviour.FROZEN) {
                freeze(socket);
                return true;
            }
            String cookie = Nodes.sixtyFourHexDigits();
            Answer answer = Routes.misbehaved(behaviour).orElseGet(() -> answer(request, cookie));
            handshakes.add(new Handshake(Instant.now(), request, answer.status()));
            if (answer.status() == 101) {
                connect(socket, in, request, cookie, answer);
                return false;
            }
            answer.writeTo(socket.getOutputStream());
            if (request.header("Connection").orElse("").equalsIgnoreCase("close")) {
                return true;
            }
        }
    }

    private Answer answer(HttpHead request, String cookie) {
        Answer answer = routes.resource(request).equals(Optional.of("wsagents/"))
                ? upgrade.answer(request, cookie)
                : routes.answer(request, tcpPort);
        return answer.with(Routes.JENKINS);
    }

    private void connect(Socket socket, InputStream in, HttpHead request, String cookie, Answer answer)
            throws IOException {
        String name = request.header("Node-Name").orElseThrow();
        try {
            answer.writeTo(socket.getOutputStream());
            Channel channel = Channels.webSocketOfController(socket, in, settings.keepAlive(), settings.writeLimit());
            nodes.connected(new ControllerSession(name, cookie, Optional.of(request), channel));
        } catch (IOException e) {
            nodes.release(name);
            throw e;
        }
    }

    /** Until the client gives up, or the controller is stopped. */
    private static void freeze(Socket socket) throws IOException {
        socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }
}
