package io.remotingkafka.provisioner.console;

import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.ConnectionStore;
import io.remotingkafka.provisioner.connection.ConnectionView;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Connections that a test can put there, and forget. */
@Alternative
@Singleton
class ConnectionsInMemory implements ConnectionStore {
    final Map<ConnectionName, Connection> all = new ConcurrentHashMap<>();

    @Override
    public List<ConnectionView> list() {
        return all.values().stream()
                .map(Connection::view)
                .sorted(Comparator.comparing(view -> view.name().value()))
                .toList();
    }

    @Override
    public Optional<Connection> find(ConnectionName name) {
        return Optional.ofNullable(all.get(name));
    }

    @Override
    public void save(Connection connection) {
        all.put(connection.name(), connection);
    }

    @Override
    public boolean delete(ConnectionName name) {
        return all.remove(name) != null;
    }
}
