package io.remotingkafka.provisioner.console.events;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where the reading of a topic begins. */
public sealed interface Start {
    /** Places a reader of these partitions. */
    void place(Consumer<?, ?> consumer, Collection<TopicPartition> partitions);

    /** With all that is there: for a compacted topic, which has each subject's last event. */
    record Beginning() implements Start {
        @Override
        public void place(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            consumer.seekToBeginning(partitions);
        }
    }

    /** With what was told at most that long ago. */
    record Ago(Duration time, Clock clock) implements Start {
        @Override
        public void place(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            long from = clock.instant().minus(time).toEpochMilli();
            Map<TopicPartition, Long> wanted = new HashMap<>();
            partitions.forEach(partition -> wanted.put(partition, from));
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            partitions.forEach(partition -> {
                OffsetAndTimestamp first = found.get(partition);
                consumer.seek(partition, first == null ? ends.get(partition) : first.offset());
            });
        }
    }
}
