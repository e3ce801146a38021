package io.remotingkafka.broker.relay;

import io.remotingkafka.broker.jenkins.ControllerClient;
import io.remotingkafka.broker.jenkins.Dialed;
import io.remotingkafka.protocol.event.SessionSummary;
import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame.Open;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.tunnel.leg.Bridge;
import io.remotingkafka.tunnel.leg.Leg;
import io.remotingkafka.tunnel.session.SessionEnd;
import io.remotingkafka.tunnel.session.SessionEndpoint;
import io.remotingkafka.tunnel.session.Traffic;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** One session on the broker's side: from the agent's {@code Open} over the dialling of the controller to its end. */
final class BrokerSession implements SessionEndpoint.Listener {
    private static final Logger LOG = Logger.getLogger(BrokerSession.class);
    /** How long a controller may hold on to a connection of the agent that has been replaced. */
    private static final Duration ALREADY_CONNECTED_LIMIT = Duration.ofSeconds(5);

    private static final long REDIAL_MILLIS = 250;

    private final AgentId agent;
    private final SessionKind kind;
    private final RelayContext relay;
    private final SessionEndpoint endpoint;
    private final Consumer<BrokerSession> onFinished;
    private final Instant since;
    private final Promise<Void> legClosed = Promise.promise();
    private Optional<Bridge> bridge = Optional.empty();
    private Optional<SessionEnd> end = Optional.empty();

    BrokerSession(
            AgentId agent,
            SessionKind kind,
            RelayContext relay,
            java.util.function.Function<SessionEndpoint.Listener, SessionEndpoint> endpoint,
            Consumer<BrokerSession> onFinished) {
        this.agent = agent;
        this.kind = kind;
        this.relay = relay;
        this.since = relay.clock().instant();
        this.onFinished = onFinished;
        this.endpoint = endpoint.apply(this);
    }

    SessionEndpoint endpoint() {
        return endpoint;
    }

    SessionKind kind() {
        return kind;
    }

    Instant since() {
        return since;
    }

    /** How it ended; empty while it lasts, and for a session that was refused. */
    Optional<SessionEnd> end() {
        return end;
    }

    /** Done when the controller's connection is closed, or will never be made. */
    Future<Void> legClosed() {
        return legClosed.future();
    }

    SessionSummary summary() {
        Traffic traffic = endpoint.traffic();
        return new SessionSummary(
                endpoint.id(),
                Duration.between(since, relay.clock().instant()),
                traffic.framesReceived(),
                traffic.framesSent(),
                traffic.bytesReceived(),
                traffic.bytesSent(),
                traffic.duplicates());
    }

    /** Refuses without dialling. */
    void refuse(Envelope envelope, Open open, Refused refused) {
        endpoint.receive(envelope, open, relay.clock().instant());
        refuse(refused);
    }

    private void refuse(Refused refused) {
        LOG.warnf(
                "agent=%s session=%s refused reason=%s status=%d: %s",
                agent, endpoint.id().brief(), refused.reason(), refused.status(), refused.text());
        relay.meters().refused(refused.reason());
        legClosed.tryComplete();
        endpoint.refuse(refused);
    }

    /**
     * Dials the controller.
     *
     * @param before done when the session that this one replaces is off the controller
     * @param replaces whether the controller may still hold an earlier connection of this agent
     * @param recorded done when the session stands in the agents topic
     */
    void dial(
            Envelope envelope,
            Open open,
            List<Header> headers,
            Future<Void> before,
            boolean replaces,
            Future<Void> recorded) {
        endpoint.receive(envelope, open, relay.clock().instant());
        Optional<ControllerClient> controller = relay.controllers().find(agent.controller());
        if (controller.isEmpty()) {
            refuse(Unserved.noController(agent));
            return;
        }
        Instant deadline = replaces ? relay.clock().instant().plus(ALREADY_CONNECTED_LIMIT) : Instant.MIN;
        before.compose(v -> dial(controller.get(), headers, deadline))
                .compose(dialed -> recorded.map(dialed).onFailure(e -> discard(dialed)))
                .onSuccess(this::answered)
                .onFailure(e ->
                        endpoint.abort(CloseCode.KAFKA_OUTAGE, "the session could not be recorded: " + e.getMessage()));
    }

    private Future<Dialed> dial(ControllerClient controller, List<Header> headers, Instant deadline) {
        Future<Dialed> dialing =
                switch (kind) {
                    case WEBSOCKET -> controller.dialWebSocket(headers);
                    case TCP -> controller.dialTcp();
                    case AGENT_JAR -> controller.agentJar(headers);
                    case TCP_LISTENER -> controller.tcpListener(headers);
                };
        return dialing.compose(dialed -> {
            boolean again = dialed instanceof Dialed.Rejected rejected
                    && rejected.isAlreadyConnected()
                    && relay.clock().instant().isBefore(deadline);
            return again ? redial(controller, headers, deadline) : Future.succeededFuture(dialed);
        });
    }

    /** The controller has not noticed yet that the agent's former connection is gone. */
    private Future<Dialed> redial(ControllerClient controller, List<Header> headers, Instant deadline) {
        Promise<Void> pause = Promise.promise();
        relay.vertx().setTimer(REDIAL_MILLIS, id -> pause.complete());
        Future<Void> hint = controller.controller().authorization().isPresent()
                ? controller.disconnect(agent.agent()).otherwiseEmpty()
                : Future.succeededFuture();
        return Future.join(pause.future(), hint).compose(v -> dial(controller, headers, deadline));
    }

    private void answered(Dialed dialed) {
        switch (dialed) {
            case Dialed.Rejected(Refused refusal) -> refuse(refusal);
            case Dialed.Connected(Leg leg, Opened answer) -> {
                if (end.isPresent()) {
                    discard(dialed);
                    return;
                }
                Bridge joined = new Bridge(leg, endpoint, "controller");
                bridge = Optional.of(joined);
                relay.meters().opened(kind);
                if (kind.isConnection()) {
                    LOG.infof(
                            "agent=%s session=%s open kind=%s",
                            agent, endpoint.id().brief(), kind);
                }
                endpoint.accept(answer);
                joined.start();
            }
        }
    }

    /** Nobody wants what was dialled any more; a controller that is not told would refuse the agent for minutes. */
    private void discard(Dialed dialed) {
        switch (dialed) {
            case Dialed.Rejected rejected -> legClosed.tryComplete();
            case Dialed.Connected(Leg leg, Opened answer) -> {
                leg.start(new Discard());
                leg.close(CloseCode.ABANDONED, "the agent's side is gone").onComplete(legClosed);
            }
        }
    }

    @Override
    public void data(Buffer bytes) {
        // Nothing comes before Opened was sent: the endpoint sees to it.
        bridge.orElseThrow().write(bytes);
    }

    @Override
    public void writable() {
        bridge.ifPresent(Bridge::writable);
    }

    @Override
    public void closed(SessionEnd how) {
        end = Optional.of(how);
        bridge.ifPresent(joined -> {
            relay.meters().closed(how.code());
            joined.sessionClosed(how).onComplete(legClosed);
        });
        if (kind.isConnection()) {
            Traffic traffic = endpoint.traffic();
            LOG.infof(
                    "agent=%s session=%s ended code=%s by=%s up=%dB/%d down=%dB/%d duplicates=%d: %s",
                    agent,
                    endpoint.id().brief(),
                    how.code(),
                    how.byPeer() ? "agent" : "broker",
                    traffic.bytesReceived(),
                    traffic.framesReceived(),
                    traffic.bytesSent(),
                    traffic.framesSent(),
                    traffic.duplicates(),
                    how.reason());
        }
    }

    @Override
    public void finished() {
        onFinished.accept(this);
    }

    /** Reads what a connection that nobody wants still delivers. */
    private static final class Discard implements Leg.Listener {
        @Override
        public void data(Buffer bytes) {
            // Nobody wants it.
        }

        @Override
        public void closed(CloseCode code, String reason) {
            // It is being closed here.
        }
    }
}
