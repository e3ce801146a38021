package io.remotingkafka.broker.jenkins;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;

/** How the controller's sockets are set up. */
final class ClientOptions {
    /** How long the controller may take to answer, in milliseconds: below the 30 s that a sidecar waits. */
    static final long ANSWER_MILLIS = 20_000;

    private static final int CONNECT_MILLIS = 10_000;
    /** Above what remoting sends (8,194 bytes), at what the relay itself sends at most. */
    private static final int MAX_FRAME = 256 * 1024;

    private ClientOptions() {}

    static HttpClientOptions http(Controller controller) {
        HttpClientOptions options = new HttpClientOptions().setMaxPoolSize(16).setMaxHeaderSize(64 * 1024);
        return tls(options, controller).setVerifyHost(!controller.insecure());
    }

    static WebSocketClientOptions webSocket(Controller controller) {
        WebSocketClientOptions options = new WebSocketClientOptions()
                // One for each agent, and no limit of ours.
                .setMaxConnections(Integer.MAX_VALUE)
                .setClosingTimeout(1)
                .setMaxFrameSize(MAX_FRAME)
                .setMaxMessageSize(MAX_FRAME)
                .setTryUsePerMessageCompression(false);
        return tls(options, controller).setVerifyHost(!controller.insecure());
    }

    static NetClientOptions tcp() {
        return new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true);
    }

    private static <O extends ClientOptionsBase> O tls(O options, Controller controller) {
        options.setConnectTimeout(CONNECT_MILLIS);
        options.setTrustAll(controller.insecure());
        controller.caFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file)));
        return options;
    }
}
