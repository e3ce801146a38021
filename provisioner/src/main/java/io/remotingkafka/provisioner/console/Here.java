package io.remotingkafka.provisioner.console;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** Which part of the console is shown, for the menu. */
@Named("here")
@RequestScoped
public class Here {
    private final RoutingContext request;

    Here(RoutingContext request) {
        this.request = request;
    }

    /** Whether it is Kafka. */
    public boolean isKafka() {
        return in("/kafka");
    }

    /** Whether it is the connections. */
    public boolean isConnections() {
        return in("/connections");
    }

    /** Whether it is the agents. */
    public boolean isAgents() {
        return in("/agents");
    }

    /** Whether it is the builds that wait. */
    public boolean isBuilds() {
        return in("/builds");
    }

    private boolean in(String path) {
        return request.normalizedPath().startsWith(path);
    }
}
