package io.remotingkafka.broker.relay;

import io.remotingkafka.protocol.frame.Frame.Open;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.SessionKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Decides with which headers an agent's {@code Open} goes to the controller. Who an agent is, its topic tells, since only
 * it may write there; what its frames say must agree.
 */
final class AgentSecrets {
    /** Whether an agent's topics are its own. */
    enum Protection {
        /** Not known yet. */
        UNKNOWN,
        /** Kafka has an authoriser. */
        AUTHORISED,
        /** All of Kafka's addresses are loopback: a trial on one machine. */
        LOOPBACK,
        /** Anybody may write to any agent's topics. */
        NONE
    }

    /** The outcome. */
    sealed interface Credentials {
        /** Dial with these. */
        record Granted(List<Header> headers) implements Credentials {}

        /** Do not dial. */
        record Denied(Refused refusal) implements Credentials {}
    }

    private static final String NODE_NAME = "Node-Name";
    private static final String SECRET_KEY = "Secret-Key";

    private final Map<AgentId, String> secrets = new ConcurrentHashMap<>();
    private final Set<AgentId> awaited = ConcurrentHashMap.newKeySet();
    private final Set<AgentId> provisioned = ConcurrentHashMap.newKeySet();
    private final boolean trustUnprotected;

    /**
     * @param configured the secrets of the settings
     * @param trustUnprotected adds secrets where anybody may write to any agent's topics, too
     */
    AgentSecrets(Map<AgentId, String> configured, boolean trustUnprotected) {
        secrets.putAll(configured);
        this.trustUnprotected = trustUnprotected;
    }

    /** The broker will know this agent's secret, and does not yet: it is asking the controller. */
    void await(AgentId agent) {
        awaited.add(agent);
    }

    /** The secret that was awaited. */
    void learn(AgentId agent, String secret) {
        secrets.put(agent, secret);
        provisioned.add(agent);
        awaited.remove(agent);
    }

    /** The agent is no more. */
    void forget(AgentId agent) {
        if (awaited.remove(agent) || provisioned.remove(agent)) {
            secrets.remove(agent);
        }
    }

    /** For an {@code Open} that was read from this agent's topic. */
    Credentials credentials(AgentId owner, Open open, Protection protection) {
        // Each of them: which of several a controller would believe is not known here.
        Optional<String> other = Stream.concat(
                        Stream.of(open.agent().value()),
                        open.headers().stream()
                                .filter(header -> header.is(NODE_NAME))
                                .map(Header::value))
                .filter(said -> !speaksFor(said, owner.agent()))
                .findFirst();
        if (other.isPresent()) {
            return new Credentials.Denied(new Refused(
                    RefusalReason.IDENTITY,
                    403,
                    "this topic belongs to agent '" + owner.agent() + "', but the frame speaks for '" + other.get()
                            + "'"));
        }
        List<Header> headers =
                open.headers().stream().filter(Header::isEndToEnd).toList();
        String secret = secrets.get(owner);
        if (secret == null && awaited.contains(owner) && open.kind() == SessionKind.WEBSOCKET) {
            return new Credentials.Denied(new Refused(
                    RefusalReason.NO_SECRET,
                    503,
                    "the secret of '" + owner.agent() + "' is being asked for: try again"));
        }
        if (secret == null) {
            return new Credentials.Granted(headers);
        }
        return switch (protection) {
            case AUTHORISED, LOOPBACK -> granted(headers, secret);
            case NONE -> trustUnprotected ? granted(headers, secret) : unprotected(owner);
            case UNKNOWN ->
                new Credentials.Denied(new Refused(
                        RefusalReason.KAFKA_UNPROTECTED,
                        503,
                        "it is not known yet whether Kafka authorises its clients"));
        };
    }

    /**
     * Whether a header names this agent. Headers are bytes to HTTP: a name beyond Latin-1 arrives as UTF-8 that was read as
     * Latin-1, or (HttpURLConnection writes Latin-1) with question marks.
     */
    private static boolean speaksFor(String header, AgentName agent) {
        String name = agent.value();
        return header.equals(name)
                || header.equals(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                || header.equals(new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1));
    }

    private static Credentials granted(List<Header> headers, String secret) {
        return new Credentials.Granted(Stream.concat(
                        headers.stream().filter(header -> !header.is(SECRET_KEY)),
                        Stream.of(new Header(SECRET_KEY, secret)))
                .toList());
    }

    private static Credentials unprotected(AgentId owner) {
        return new Credentials.Denied(new Refused(
                RefusalReason.KAFKA_UNPROTECTED,
                403,
                "Kafka has no authorisation, so anybody who reaches it could pose as '" + owner.agent()
                        + "': the broker adds no secret. Give Kafka an authoriser, or let the agent bring its own secret"
                        + " (remove remoting.controllers." + owner.controller()
                        + ".agents.*.secret), or set remoting.security.trust-unprotected-kafka=true"));
    }
}
