package io.remotingkafka.broker.ownership;

import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.naming.AgentId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** Registers the agents of the configuration that are this instance's, a few at a time, and tries again. Runs on one event loop. */
final class Registrations {
    /** What is known of an agent. */
    interface Table {
        /** Whether this instance looks after it. */
        boolean isOurs(AgentId agent);

        /** Whether it has its entry already. */
        boolean isKnown(AgentId agent);

        /** Where on the agents topic its entry belongs. */
        int partition(AgentId agent);
    }

    private static final Logger LOG = Logger.getLogger(Registrations.class);
    private static final long RETRY_MILLIS = 5_000;
    private static final long UNHEARD_OF_MILLIS = 100;
    /** At a time: Kafka makes topics one after the other, and a thousand calls at once time out while they wait. */
    private static final int MOST = 16;

    private final Set<AgentId> configured;
    private final AgentEntries entries;
    private final Table table;
    private final Context loop;
    private final Set<AgentId> begun = new HashSet<>();
    // Read by others.
    private final Map<AgentId, String> failed = new ConcurrentHashMap<>();
    private int underWay;

    Registrations(Set<AgentId> configured, AgentEntries entries, Table table, Context loop) {
        this.configured = Set.copyOf(configured);
        this.entries = entries;
        this.table = table;
        this.loop = loop;
    }

    Set<AgentId> configured() {
        return configured;
    }

    /** Those that failed, and why. From any thread. */
    Map<AgentId, String> failed() {
        return Map.copyOf(failed);
    }

    /** Registers those that are ours now and were not looked at yet. */
    void go() {
        for (AgentId agent : configured) {
            if (underWay < MOST && table.isOurs(agent) && begun.add(agent)) {
                underWay++;
                register(agent)
                        .onComplete(ended -> loop.runOnContext(v -> {
                            underWay--;
                            go();
                        }));
            }
        }
    }

    /** Its entry is gone: it is looked at anew the next time. */
    void forget(AgentId agent) {
        begun.remove(agent);
    }

    private Future<Void> register(AgentId agent) {
        return entries.makeTopics(agent)
                .compose(v -> table.isKnown(agent)
                        ? Future.succeededFuture()
                        : entries.announce(agent, table.partition(agent), new AgentOrigin.Configured()))
                .onSuccess(v -> failed.remove(agent))
                .onFailure(e -> {
                    if (e instanceof UnknownTopicOrPartitionException) {
                        // Made a moment ago, and the node that was asked has not heard of it.
                        again(agent, UNHEARD_OF_MILLIS);
                        return;
                    }
                    // Some of Kafka's errors have no text, or an empty one.
                    String reason = e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
                    LOG.errorf("agent=%s cannot be registered, trying again: %s", agent, reason);
                    failed.put(agent, reason);
                    again(agent, RETRY_MILLIS);
                });
    }

    private void again(AgentId agent, long afterMillis) {
        loop.owner()
                .setTimer(
                        afterMillis,
                        id -> loop.runOnContext(v -> {
                            begun.remove(agent);
                            go();
                        }));
    }
}
