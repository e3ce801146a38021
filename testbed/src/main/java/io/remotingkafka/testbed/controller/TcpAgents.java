package io.remotingkafka.testbed.controller;

import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.Channels;
import io.remotingkafka.testbed.channel.JnlpHandshake;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/**
 * The agent port. Where real ones speak TLS after the first words, name and secret follow here in the clear: the bytes
 * are opaque to what lies between either way.
 */
final class TcpAgents {
    private final ControllerSettings settings;
    private final Nodes nodes;

    TcpAgents(ControllerSettings settings, Nodes nodes) {
        this.settings = settings;
        this.nodes = nodes;
    }

    /** Lets an agent in; false where it is refused, and the connection is to be closed. */
    boolean accept(Socket socket) throws IOException {
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        Optional<JnlpHandshake.Hello> hello = JnlpHandshake.receive(in, socket.getOutputStream());
        if (hello.isEmpty() || !nodes.isSecret(hello.get().name(), hello.get().secret())) {
            return false;
        }
        String name = hello.get().name();
        if (!nodes.claim(name)) {
            return false;
        }
        JnlpHandshake.welcome(socket.getOutputStream());
        Channel channel = Channels.tcpOfController(socket, in, settings.writeLimit());
        nodes.connected(new ControllerSession(name, "", Optional.empty(), channel));
        return true;
    }
}
