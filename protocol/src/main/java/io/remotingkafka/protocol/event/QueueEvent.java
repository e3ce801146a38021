package io.remotingkafka.protocol.event;

import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.util.Optional;

/** What happened in a controller's build queue and on its executors, as far as the broker has seen it. */
public sealed interface QueueEvent extends Event {
    /** Something that waits in the queue. */
    sealed interface ItemEvent extends QueueEvent {
        /** Which wait. */
        QueueItemId item();

        @Override
        default String subject() {
            return item().key();
        }
    }

    /** Something that an executor works on. */
    sealed interface BuildEvent extends QueueEvent {
        /** Where. */
        ControllerName controller();

        /** The build's page, which tells it from all others. */
        String url();

        @Override
        default String subject() {
            return controller() + "/" + url();
        }
    }

    /** It waits, and no executor could help yet: quiet period, a throttle, another build of the job. {@code why} is the controller's text. */
    record QueueItemWaiting(QueueItemId item, String task, String why) implements ItemEvent {
        static final String TYPE = "io.remotingkafka.queue.item-waiting";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** It waits for an executor; without a label any that takes such builds will do. */
    record QueueItemBuildable(QueueItemId item, String task, Optional<String> label, String why) implements ItemEvent {
        static final String TYPE = "io.remotingkafka.queue.item-buildable";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** It waits no more: it runs or was cancelled. */
    record QueueItemLeft(QueueItemId item, String task) implements ItemEvent {
        static final String TYPE = "io.remotingkafka.queue.item-left";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** An executor of that node works on it. */
    record BuildStarted(ControllerName controller, AgentName node, String url) implements BuildEvent {
        static final String TYPE = "io.remotingkafka.queue.build-started";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** It is off the executor. */
    record BuildFinished(ControllerName controller, AgentName node, String url) implements BuildEvent {
        static final String TYPE = "io.remotingkafka.queue.build-finished";

        @Override
        public String type() {
            return TYPE;
        }
    }
}
