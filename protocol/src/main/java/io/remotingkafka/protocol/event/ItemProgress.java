package io.remotingkafka.protocol.event;

import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;

/**
 * The answer to "why is my build waiting?": one step of what was done for a queue item. Appended when the step is new, so
 * that an item's steps in their order are its story.
 */
public sealed interface ItemProgress extends Event {
    /** For which item. */
    QueueItemId item();

    /** The step in a few words: {@code at cap 50/50}. */
    String text();

    @Override
    default String subject() {
        return item().key();
    }

    /** It waits for an executor, and the broker knows. */
    record Seen(QueueItemId item, String task) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.seen";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "seen";
        }
    }

    /** No pool has agents for its label. */
    record NoPool(QueueItemId item, String label) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.no-pool";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "no pool has the label " + label;
        }
    }

    /** It waits for a node by its name, which no pool can make. */
    record WaitsForNode(QueueItemId item, AgentName node) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.waits-for-node";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "waits for the node " + node;
        }
    }

    /** This pool has agents for it. */
    record MatchedPool(QueueItemId item, PoolName pool) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.matched-pool";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "matched pool " + pool;
        }
    }

    /** An executor that is free, or soon will be, can take it. */
    record Covered(QueueItemId item, AgentName agent) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.covered";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "agent " + agent + " can take it";
        }
    }

    /** The pool has as many agents as it may have. */
    record AtCap(QueueItemId item, PoolName pool, int agents, int maxAgents) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.at-cap";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "at cap " + agents + "/" + maxAgents + " of pool " + pool;
        }
    }

    /** After a failure the next attempt waits. */
    record BackingOff(QueueItemId item, PoolName pool, String until) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.backing-off";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "next attempt not before " + until;
        }
    }

    /** An agent is being made for it. */
    record AgentRequested(QueueItemId item, PoolName pool, AgentName agent, int attempt) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.agent-requested";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "agent " + agent + " requested" + (attempt > 1 ? ", attempt " + attempt : "");
        }
    }

    /** The controller has a node for that agent. */
    record NodeCreated(QueueItemId item, AgentName agent) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.node-created";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "node " + agent + " created";
        }
    }

    /** The pod, or the process, of that agent exists. */
    record AgentLaunched(QueueItemId item, AgentName agent, String what) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.agent-launched";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return what + " created";
        }
    }

    /** What the platform says of it: {@code pulling}, {@code unschedulable: 0/1 nodes …}. */
    record AgentStarting(QueueItemId item, AgentName agent, String state) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.agent-starting";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return state;
        }
    }

    /** The agent is connected. */
    record AgentConnected(QueueItemId item, AgentName agent) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.agent-connected";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "agent " + agent + " connected";
        }
    }

    /** The agent will not come. */
    record AgentFailed(QueueItemId item, AgentName agent, ProvisioningFailure failure) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.agent-failed";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "agent " + agent + " failed: " + failure.message();
        }
    }

    /** It waits no more. */
    record Left(QueueItemId item) implements ItemProgress {
        static final String TYPE = "io.remotingkafka.queue-item.left";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String text() {
            return "left the queue";
        }
    }
}
