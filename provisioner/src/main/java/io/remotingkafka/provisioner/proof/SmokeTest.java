package io.remotingkafka.provisioner.proof;

import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.provisioner.cluster.Proof;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Proves that Kafka works: a topic is made, records are sent and read and compared, the topic is deleted, all through
 * the listener that clients use and as the user that they are. A user without rights must be kept out.
 */
public final class SmokeTest {
    private static final int RECORDS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final int TOKEN_BYTES = 24;

    private final KafkaUsers users;
    private final short replicas;

    /**
     * @param users to make the stranger with
     * @param replicas copies of the topic
     */
    public SmokeTest(KafkaUsers users, int replicas) {
        this.users = users;
        this.replicas = (short) replicas;
    }

    /** One listener, by the settings of a client that may use it. */
    public Proof.ListenerProof listener(String name, String shownAs, Map<String, Object> settings)
            throws NotProvedException, InterruptedException {
        String topic = TopicNames.DEFAULT_PREFIX + ".proof." + token().substring(0, 8);
        try (KafkaUsers client = loggedIn(settings, name)) {
            client.get(
                    client.admin()
                            .createTopics(List.of(new NewTopic(topic, 1, replicas)))
                            .all(),
                    "making a topic through the " + name + " listener");
            try {
                List<Duration> times = exchange(name, topic, settings);
                times.sort(null);
                return new Proof.ListenerProof(name, shownAs, times.get(times.size() / 2), times.get(times.size() - 1));
            } finally {
                client.get(
                        client.admin().deleteTopics(List.of(topic)).all(),
                        "deleting a topic through the " + name + " listener");
            }
        }
    }

    /** Whether somebody without rights is kept out. */
    public boolean strangerDenied(KafkaRoute route) throws NotProvedException, InterruptedException {
        ScramLogin stranger = new ScramLogin(KafkaUsers.STRANGER, token());
        users.makeStranger(stranger);
        try {
            Map<String, Object> settings = route.client(Optional.of(stranger));
            loggedIn(settings, "internal").close();
            String topic = TopicNames.DEFAULT_PREFIX + ".proof.stranger";
            // Without idempotence: its refusal would be one of the cluster's, not of the topic's.
            settings.put("enable.idempotence", false);
            try (Producer<byte[], byte[]> producer = producer(settings)) {
                producer.send(new ProducerRecord<>(topic, new byte[0])).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                return false;
            }
        } catch (ExecutionException e) {
            return e.getCause() instanceof AuthorizationException;
        } catch (TimeoutException e) {
            throw new NotProvedException("keeping a stranger out", "no answer", e);
        } finally {
            users.removeStranger();
        }
    }

    /** A password, or a name that nobody has. */
    public static String token() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * Users reach all brokers a moment after they were made: until then they are strangers. Each try is a client of its own over a
     * connection of its own, so that none goes on with what an earlier one was told, or with one that hangs.
     */
    private static KafkaUsers loggedIn(Map<String, Object> settings, String listener)
            throws NotProvedException, InterruptedException {
        Instant until = Instant.now().plus(LIMIT);
        while (true) {
            KafkaUsers client = new KafkaUsers(settings, ONE_TRY);
            boolean known = false;
            try {
                client.reach(1);
                known = true;
                return client;
            } catch (NotProvedException e) {
                if (!mayPass(e) || Instant.now().isAfter(until)) {
                    throw new NotProvedException("logging in through the " + listener + " listener", e.getMessage(), e);
                }
            } finally {
                if (!known) {
                    client.close();
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean mayPass(NotProvedException e) {
        Throwable answer = e.getCause() instanceof ExecutionException failed ? failed.getCause() : e.getCause();
        return answer instanceof SaslAuthenticationException
                || answer instanceof TimeoutException
                || answer instanceof org.apache.kafka.common.errors.TimeoutException;
    }

    private static List<Duration> exchange(String name, String topic, Map<String, Object> settings)
            throws NotProvedException, InterruptedException {
        String attempted = "sending and reading through the " + name + " listener";
        TopicPartition partition = new TopicPartition(topic, 0);
        List<Duration> times = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = producer(settings);
                Consumer<byte[], byte[]> consumer = consumer(settings)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            for (int i = 0; i < RECORDS; i++) {
                byte[] value = token().getBytes(StandardCharsets.US_ASCII);
                long begun = System.nanoTime();
                producer.send(new ProducerRecord<>(topic, value)).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                readBack(consumer, value, attempted);
                times.add(Duration.ofNanos(System.nanoTime() - begun));
            }
            return times;
        } catch (ExecutionException e) {
            throw new NotProvedException(attempted, String.valueOf(e.getCause().getMessage()), e);
        } catch (TimeoutException e) {
            throw new NotProvedException(attempted, "no acknowledgement within " + LIMIT.toSeconds() + " s", e);
        }
    }

    private static void readBack(Consumer<byte[], byte[]> consumer, byte[] value, String attempted)
            throws NotProvedException {
        Instant until = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(until)) {
            for (var record : consumer.poll(Duration.ofMillis(500))) {
                if (Arrays.equals(record.value(), value)) {
                    return;
                }
                throw new NotProvedException(attempted, "another record came back than was sent", null);
            }
        }
        throw new NotProvedException(
                attempted, "the record did not come back within " + LIMIT.toSeconds() + " s", null);
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put("acks", "all");
        own.put("linger.ms", 0L);
        own.put("max.block.ms", LIMIT.toMillis());
        own.put("enable.metrics.push", false);
        return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put("enable.auto.commit", false);
        // Closing waits for the fetch that is under way.
        own.put("fetch.max.wait.ms", 50);
        own.put("enable.metrics.push", false);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
