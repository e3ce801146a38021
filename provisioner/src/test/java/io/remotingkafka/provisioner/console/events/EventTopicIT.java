package io.remotingkafka.provisioner.console.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.QueueEvent;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.QueueItemId;
import io.remotingkafka.provisioner.console.ScriptedBroker;
import io.remotingkafka.testbed.kafka.EmbeddedKafka;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.smallrye.mutiny.subscription.Cancellable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics as they are read from a real Kafka. Each test has one of its own. */
class EventTopicIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;

    private final String name = "t-" + UUID.randomUUID();
    private ScriptedBroker broker;
    private Topic topic;

    /** What was told, in its order. */
    private record Told(List<String> subjects) implements Board<Told> {
        @Override
        public Told with(List<News> news) {
            List<String> more = new ArrayList<>(subjects);
            for (News each : news) {
                switch (each) {
                    case News.Told told -> more.add(told.event().subject());
                    case News.Forgotten(String subject) -> more.add("no " + subject);
                }
            }
            return new Told(more);
        }
    }

    private static final class Topic extends EventTopic<Told> {
        Topic(String name, Start start) {
            super(
                    new EventKafka(Map.of(), Optional.of(kafka.settings().bootstrapServers())),
                    name,
                    start,
                    new Told(List.of()));
        }
    }

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(KafkaSettings.in(directory.resolve("kafka")));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void startBroker() {
        broker = new ScriptedBroker(kafka.settings().bootstrapServers());
    }

    @AfterEach
    void stop() {
        broker.close();
        topic.stop();
    }

    @Test
    void aTopicThatIsNotThereYetIsReadWhenItIs() {
        topic = new Topic(name, new Start.Beginning());
        await().atMost(SOON).untilAsserted(() -> assertThat(topic.reading().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("There is no topic " + name)));
        assertThat(topic.reading().complete()).isFalse();

        broker.create(name, 1);
        broker.tell(name, Instant.now(), event("1"));

        await().atMost(SOON).until(() -> topic.reading()
                .board()
                .subjects()
                .equals(List.of(event("1").subject())));
        assertThat(topic.reading().trouble()).isEmpty();
    }

    @Test
    void aTopicWithNothingInItIsReadWhole() {
        broker.create(name, 3);

        topic = new Topic(name, new Start.Ago(Duration.ofHours(1), Clock.systemUTC()));

        await().atMost(SOON).until(() -> topic.reading().complete());
        assertThat(topic.reading().board().subjects()).isEmpty();
    }

    @Test
    void whatIsOlderIsLeftOut() {
        broker.create(name, 1);
        Instant now = Instant.now();
        broker.tell(name, now.minus(Duration.ofHours(2)), event("old"));
        broker.tell(name, now.minus(Duration.ofMinutes(59)), event("young"));

        topic = new Topic(name, new Start.Ago(Duration.ofHours(1), Clock.systemUTC()));
        awaitTold(event("young").subject());

        broker.tell(name, now, event("new"));
        awaitTold(event("young").subject(), event("new").subject());
    }

    @Test
    void whatIsBrokenIsPassedOver() {
        broker.create(name, 1);
        Instant now = Instant.now();
        byte[] nonsense = "{".getBytes(StandardCharsets.UTF_8);
        broker.send(name, now, "k", Map.of("ce_type", event("1").type()), nonsense);
        broker.send(name, now, "k", Map.of("ce_type", "io.remotingkafka.of.a.later.version"), nonsense);
        broker.send(name, now, null, Map.of(), nonsense);
        broker.send(name, now, null, Map.of(), null);
        broker.send(name, now, "gone", Map.of(), null);
        broker.flush();
        broker.tell(name, now, event("2"));

        topic = new Topic(name, new Start.Beginning());

        awaitTold("no gone", event("2").subject());
    }

    @Test
    void manyEventsMakeFewReadings() {
        int many = 5_000;
        broker.create(name, 2);
        Instant now = Instant.now();
        Event[] events = new Event[many];
        for (int i = 0; i < many; i++) {
            events[i] = event("i" + i);
        }
        broker.tell(name, now, events);
        topic = new Topic(name, new Start.Beginning());
        List<Reading<Told>> seen = new CopyOnWriteArrayList<>();
        Cancellable watching = topic.readings().subscribe().with(seen::add);

        // the first that is complete has all that was there
        await().atMost(SOON).until(() -> seen.stream().anyMatch(Reading::complete));
        assertThat(seen.stream()
                        .filter(Reading::complete)
                        .findFirst()
                        .orElseThrow()
                        .board()
                        .subjects())
                .hasSize(many);

        // and what comes later comes in few portions, each event flushed by itself
        int before = seen.size();
        for (int i = 0; i < 500; i++) {
            broker.tell(name, now, event("later" + i));
        }
        await().atMost(SOON).until(() -> topic.reading().board().subjects().size() == many + 500);
        assertThat(seen.size() - before).isLessThan(50);
        watching.cancel();
    }

    private void awaitTold(String... subjects) {
        topic.reading();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(topic.reading().board().subjects()).containsExactly(subjects));
    }

    private static Event event(String item) {
        return new QueueEvent.QueueItemLeft(new QueueItemId(new ControllerName("main"), item, Instant.EPOCH), "app");
    }
}
