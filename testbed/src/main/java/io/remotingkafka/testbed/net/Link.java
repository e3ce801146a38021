package io.remotingkafka.testbed.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One client's way to a server on loopback, that can be cut without the server or the client being told: what was sent
 * is held back and nothing is answered, no connection is reset. Afterwards all of it goes on, as TCP would repeat packets
 * that were dropped.
 */
public final class Link implements AutoCloseable {
    private final int target;
    private final ServerSocket door;
    private final Gate requests = new Gate();
    private final Gate answers = new Gate();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private Link(int target, ServerSocket door) {
        this.target = target;
        this.door = door;
    }

    /** Opens a port that leads to this port on loopback, where a server need not listen yet. */
    public static Link to(int target) {
        try {
            ServerSocket door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
            Link link = new Link(target, door);
            Thread.ofVirtual().name("link-" + door.getLocalPort()).start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException("No port for a link to " + target, e);
        }
    }

    /** Where clients connect. */
    public int port() {
        return door.getLocalPort();
    }

    /** Where it leads. */
    public int target() {
        return target;
    }

    /** Nothing passes from now on, in either direction. */
    public void cut() {
        requests.open(false);
        answers.open(false);
    }

    /** What the client sends arrives and has its effect, and it is told nothing of that. */
    public void cutAnswers() {
        answers.open(false);
    }

    /** All passes again, what was held back first. */
    public void mend() {
        requests.open(true);
        answers.open(true);
    }

    /** Ends all connections, and what was held back on them is lost; new ones are accepted. */
    public void reset() {
        sockets.forEach(Link::discard);
    }

    @Override
    public void close() {
        discard(door);
        sockets.forEach(Link::discard);
        mend();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException("The link to " + target + " accepts no more", e);
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        sockets.add(server);
        try {
            requests.pass();
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
            Thread.ofVirtual().start(() -> pump(client, server, requests));
            pump(server, client, answers);
        } catch (IOException e) {
            // The server is not there: the client sees a reset, as it would without the link.
            end(client, server);
        }
    }

    private void pump(Socket from, Socket to, Gate gate) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                gate.pass();
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // Either end is gone; the other learns it below, once the gate is open.
        }
        gate.pass();
        end(from, to);
    }

    private void end(Socket one, Socket other) {
        discard(one);
        discard(other);
        sockets.remove(one);
        sockets.remove(other);
    }

    private static void discard(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("A socket could not be closed", e);
        }
    }
}
