package io.remotingkafka.broker.jenkins;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.protocol.naming.ControllerName;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All controllers of the configuration. */
@ApplicationScoped
public class Controllers {
    private final Map<ControllerName, ControllerClient> clients = new TreeMap<>();

    Controllers(BrokerConfig config, Vertx vertx) {
        if (config.controllers().isEmpty()) {
            throw new IllegalArgumentException(
                    "remoting.controllers.<name>.url: at least one controller's address is expected");
        }
        config.controllers().forEach((key, controller) -> {
            ControllerName name = new ControllerName(key);
            clients.put(name, new ControllerClient(Controller.of(name, controller), vertx));
        });
    }

    /** The client of that controller, if it is configured. */
    public Optional<ControllerClient> find(ControllerName name) {
        return Optional.ofNullable(clients.get(name));
    }

    /** Each of them. */
    public Collection<ControllerClient> all() {
        return clients.values();
    }

    @PreDestroy
    void close() {
        clients.values().forEach(ControllerClient::close);
    }
}
