package io.remotingkafka.provisioner.connection.check;

import io.remotingkafka.provisioner.connection.Connection;

/** Finds out whether Kafka can be set up through a connection, and what is in the way. */
public interface ConnectionTest {
    /** Looks at one thing after the other; asks the server, and so blocks for up to half a minute. */
    ConnectionReport run(Connection connection);
}
