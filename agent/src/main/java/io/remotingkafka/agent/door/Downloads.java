package io.remotingkafka.agent.door;

import io.remotingkafka.agent.tunnel.AgentTunnel;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.frame.HeaderLimits;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.tunnel.session.SessionEnd;
import io.remotingkafka.tunnel.session.SessionEndpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The two GETs whose answers come from the controller through the tunnel. */
final class Downloads {
    private final AgentTunnel tunnel;
    private final String tcpHost;
    private final int tcpPort;

    Downloads(AgentTunnel tunnel, String tcpHost, int tcpPort) {
        this.tunnel = tunnel;
        this.tcpHost = tcpHost;
        this.tcpPort = tcpPort;
    }

    void agentJar(HttpServerRequest request) {
        fetch(request, SessionKind.AGENT_JAR, header -> header);
    }

    /** The controller's own headers, but for host and port, which become the sidecar's. */
    void tcpListener(HttpServerRequest request) {
        fetch(request, SessionKind.TCP_LISTENER, this::toSidecar);
    }

    private Header toSidecar(Header header) {
        return switch (header.name().toLowerCase(Locale.ROOT)) {
            // Hudson's name for the port besides Jenkins's.
            case "x-jenkins-jnlp-port", "x-hudson-jnlp-port" -> new Header(header.name(), String.valueOf(tcpPort));
            case "x-jenkins-jnlp-host" -> new Header(header.name(), tcpHost);
            default -> header;
        };
    }

    private void fetch(HttpServerRequest request, SessionKind kind, UnaryOperator<Header> rewrite) {
        List<Header> headers = HandshakeHeaders.endToEnd(request.headers());
        Optional<String> oversized = HeaderLimits.violation(headers);
        if (oversized.isPresent()) {
            Answers.text(request, 431, oversized.get());
            return;
        }
        Download download = new Download(request, rewrite);
        download.session = tunnel.open(kind, headers, download);
        request.connection().closeHandler(v -> download.session.abort(CloseCode.ABANDONED, "agent.jar hung up"));
    }

    private static final class Download implements SessionEndpoint.Listener {
        private final HttpServerRequest request;
        private final HttpServerResponse response;
        private final UnaryOperator<Header> rewrite;
        private SessionEndpoint session;

        Download(HttpServerRequest request, UnaryOperator<Header> rewrite) {
            this.request = request;
            this.response = request.response();
            this.rewrite = rewrite;
        }

        @Override
        public void opened(Opened opened) {
            response.setStatusCode(opened.status()).setChunked(true);
            opened.headers().stream()
                    .filter(Header::isEndToEnd)
                    .map(rewrite)
                    .forEach(header -> response.putHeader(header.name(), header.value()));
        }

        @Override
        public void refused(Refused refused) {
            Answers.refusal(request, refused);
        }

        @Override
        public void data(Buffer bytes) {
            response.write(bytes).onSuccess(v -> session.consumed(bytes.length()));
        }

        @Override
        public void writable() {
            // A download sends nothing.
        }

        @Override
        public void closed(SessionEnd end) {
            if (end.code() == CloseCode.PEER_CLOSED && end.byPeer()) {
                response.end();
            } else if (response.headWritten()) {
                // Half a file must not look like a whole one.
                request.connection().close();
            } else {
                Answers.text(request, 504, end.reason());
            }
        }

        @Override
        public void finished() {
            request.connection().closeHandler(null);
        }
    }
}
