package io.remotingkafka.provisioner.connection;

import java.util.List;
import java.util.Optional;

/** Where connections are kept: in Secrets of the provisioner's namespace, or in files that only its user may read. */
public interface ConnectionStore {
    /** All of them, by name. */
    List<ConnectionView> list();

    /** One of them, with its credentials. */
    Optional<Connection> find(ConnectionName name);

    /** Keeps a connection; one of the same name is replaced. */
    void save(Connection connection);

    /**
     * Forgets a connection. What was made through it stays.
     *
     * @return whether there was one
     */
    boolean delete(ConnectionName name);
}
