package io.remotingkafka.provisioner.handover;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.protocol.event.ClusterEvent;
import io.remotingkafka.protocol.event.EncodedEvent;
import io.remotingkafka.protocol.event.EventCodec;
import io.remotingkafka.protocol.naming.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Tells of a cluster on the cluster itself, once there is one. The client is made for the occasion: which Kafka it is
 * differs from event to event, which a messaging channel cannot express. An event that cannot be told is logged and
 * holds nothing up.
 */
@RegisterForReflection(
        targets = {
            ClusterEvent.KafkaPlanned.class,
            ClusterEvent.KafkaApplying.class,
            ClusterEvent.KafkaReady.class,
            ClusterEvent.KafkaFailed.class,
            ClusterEvent.KafkaRemoved.class
        })
public final class ClusterEvents {
    private static final Logger LOG = Logger.getLogger(ClusterEvents.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SOURCE = "/remoting-kafka/provisioner";

    private ClusterEvents() {}

    /**
     * An event with its time.
     *
     * @param at when it happened, which may be before there was a Kafka to tell it to
     */
    public record Happened(ClusterEvent event, Instant at) {
        /** The same for the same: who hears it twice can tell. */
        private String id() {
            String text = event.type() + " " + event.subject() + " " + at;
            return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }

    /**
     * Tells some events, in their order.
     *
     * @return whether the cluster took all of them
     */
    public static boolean tell(Map<String, Object> settings, int replicas, List<Happened> events)
            throws InterruptedException {
        String topic = new TopicNames(TopicNames.DEFAULT_PREFIX).clusters();
        Map<String, Object> own = new HashMap<>(settings);
        own.put("enable.metrics.push", false);
        own.put("default.api.timeout.ms", (int) LIMIT.toMillis());
        own.put("request.timeout.ms", (int) LIMIT.toMillis() / 2);
        own.put("max.block.ms", LIMIT.toMillis());
        own.put("linger.ms", 0L);
        try (Producer<String, String> producer =
                new KafkaProducer<>(own, new StringSerializer(), new StringSerializer())) {
            makeTopic(own, topic, replicas);
            List<Future<?>> sent = new ArrayList<>();
            for (Happened happened : events) {
                EncodedEvent encoded = EventCodec.encode(happened.event(), SOURCE, happened.id(), happened.at());
                ProducerRecord<String, String> record = new ProducerRecord<>(topic, encoded.key(), encoded.json());
                encoded.headers()
                        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                sent.add(producer.send(record));
            }
            for (Future<?> each : sent) {
                each.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("topic=%s events of a cluster could not be told: %s", topic, e.getMessage());
            return false;
        }
    }

    private static void makeTopic(Map<String, Object> settings, String topic, int replicas)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) replicas)))
                    .all()
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
