package io.remotingkafka.broker.scaling;

import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Names of agents, their nodes and pods: the pool's, and a short hash of what the agent is for. The same purpose always
 * gives the same name, so that what was begun twice is there once.
 */
final class AgentNames {
    private static final int HASH_BYTES = 5;

    private final String installation;

    /** The installation's topic prefix keeps two installations on one cluster apart. */
    AgentNames(String installation) {
        this.installation = installation;
    }

    AgentName of(PoolName pool, QueueItemId item, int attempt) {
        return name(
                pool,
                item.controller() + "\n" + item.item() + "\n"
                        + item.inQueueSince().toEpochMilli() + "\n" + attempt);
    }

    /** One that is kept ready: the number tells it from others that were decided at the same time. */
    AgentName standby(ControllerName controller, PoolName pool, Instant now, int number) {
        return name(pool, controller + "\nstandby\n" + now.toEpochMilli() + "\n" + number);
    }

    private AgentName name(PoolName pool, String purpose) {
        byte[] hash = sha256((installation + "\n" + pool + "\n" + purpose).getBytes(StandardCharsets.UTF_8));
        return new AgentName(pool + "-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
