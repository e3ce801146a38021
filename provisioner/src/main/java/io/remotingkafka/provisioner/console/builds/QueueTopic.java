package io.remotingkafka.provisioner.console.builds;

import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.provisioner.console.events.EventKafka;
import io.remotingkafka.provisioner.console.events.EventTopic;
import io.remotingkafka.provisioner.console.events.EventsConfig;
import io.remotingkafka.provisioner.console.events.Start;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * The queue topic, from a day ago on. What it keeps is a week or more of all that happened; what waits for longer than a day without
 * a word about it is not known until agent-broker starts anew and tells all that waits.
 */
@Singleton
class QueueTopic extends EventTopic<BuildBoard> {
    private static final Duration BACK = Duration.ofHours(24);

    QueueTopic(EventKafka kafka, EventsConfig config) {
        super(
                kafka,
                new TopicNames(config.prefix()).queue(),
                new Start.Ago(BACK, Clock.systemUTC()),
                BuildBoard.empty());
    }
}
