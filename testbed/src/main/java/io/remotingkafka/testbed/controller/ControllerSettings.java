package io.remotingkafka.testbed.controller;

import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.KeepAlive;
import java.time.Duration;
import java.util.Optional;

/**
 * How a conformance controller is set up.
 *
 * @param port 0 takes a free one, which is kept when it is started again
 * @param contextPath begins with a slash and ends without, or is empty
 * @param tcpPort whether TCP agents are let in
 * @param receiveBuffer of its sockets, in bytes; 0 leaves it to the system. A small one makes a slow reader felt soon
 * @param user who may ask and disconnect, as {@code user:token}; where it is empty, everybody may
 * @param certificate where it is set, the controller speaks TLS
 */
public record ControllerSettings(
        int port,
        String contextPath,
        boolean tcpPort,
        KeepAlive keepAlive,
        Duration writeLimit,
        int receiveBuffer,
        Optional<String> user,
        Optional<SelfSigned> certificate) {
    /** As Jenkins is after its installation, but with its agent port open. */
    public static final ControllerSettings DEFAULT = new ControllerSettings(
            0, "", true, KeepAlive.JENKINS, Channel.WRITE_LIMIT, 0, Optional.empty(), Optional.empty());

    /** Below another path than {@code /}. */
    public ControllerSettings withContextPath(String path) {
        return new ControllerSettings(port, path, tcpPort, keepAlive, writeLimit, receiveBuffer, user, certificate);
    }

    /** With other times for pings. */
    public ControllerSettings withKeepAlive(KeepAlive times) {
        return new ControllerSettings(port, contextPath, tcpPort, times, writeLimit, receiveBuffer, user, certificate);
    }

    /** With the agent port off. */
    public ControllerSettings withoutTcpPort() {
        return new ControllerSettings(
                port, contextPath, false, keepAlive, writeLimit, receiveBuffer, user, certificate);
    }

    /** With sockets that take no more than this unread. */
    public ControllerSettings withReceiveBuffer(int bytes) {
        return new ControllerSettings(port, contextPath, tcpPort, keepAlive, writeLimit, bytes, user, certificate);
    }

    /** With a user for REST calls. */
    public ControllerSettings withUser(String name, String token) {
        return new ControllerSettings(
                port,
                contextPath,
                tcpPort,
                keepAlive,
                writeLimit,
                receiveBuffer,
                Optional.of(name + ":" + token),
                certificate);
    }

    /** With TLS. */
    public ControllerSettings withCertificate(SelfSigned selfSigned) {
        return new ControllerSettings(
                port, contextPath, tcpPort, keepAlive, writeLimit, receiveBuffer, user, Optional.of(selfSigned));
    }
}
