package io.remotingkafka.broker.queue;

import io.remotingkafka.broker.jenkins.ControllerClient;
import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.jenkins.ControllerReading;
import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.broker.launch.AgentOrder;
import io.remotingkafka.broker.ownership.Ownership;
import io.remotingkafka.broker.scaling.Scaling;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.QueueEvent;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.QueueItemId;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** One controller's queue, read again and again while this instance is the one that decides about it. */
final class ControllerWatch {
    private static final Logger LOG = Logger.getLogger(ControllerWatch.class);
    private static final long KAFKA_SECONDS = 10;

    private final ControllerClient client;
    private final Scaling scaling;
    private final QueueConfig config;
    private final Clock clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile Instant next = Instant.MIN;
    // Of the thread that reads; there is one at a time.
    private Optional<QueueSnapshot> last = Optional.empty();
    private Optional<Instant> readableSince = Optional.empty();
    private String complaint = "";

    ControllerWatch(ControllerClient client, Scaling scaling, QueueConfig config, Clock clock) {
        this.client = client;
        this.scaling = scaling;
        this.config = config;
        this.clock = clock;
    }

    ControllerName controller() {
        return client.controller().name();
    }

    /** Something has happened there: read now, or once more where a reading is under way. */
    void wake(Ownership ownership) {
        wanted.set(true);
        tick(ownership);
    }

    /** Reads if it is time. */
    void tick(Ownership ownership) {
        boolean due = wanted.get() || !clock.instant().isBefore(next);
        if (due && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("watch-" + controller()).start(() -> {
                try {
                    do {
                        wanted.set(false);
                        round(ownership);
                    } while (wanted.get());
                } catch (RuntimeException e) {
                    // Nobody is above this thread: what it cannot read today it may read in the next round.
                    LOG.errorf(e, "controller=%s its queue could not be looked at", controller());
                    next = clock.instant().plus(config.quiet());
                } finally {
                    reading.set(false);
                    if (wanted.get()) {
                        // Woken after the last look at it and before the line above.
                        tick(ownership);
                    }
                }
            });
        }
    }

    private void round(Ownership ownership) {
        boolean active = false;
        try {
            if (await(ownership.decides(controller()))) {
                active = read(ownership);
                complaint = "";
            } else if (last.isPresent()) {
                LOG.infof("controller=%s another instance decides about its agents", controller());
                last = Optional.empty();
                readableSince = Optional.empty();
                scaling.forget(controller());
            }
        } catch (IOException e) {
            // Not an empty queue: nothing is known, and nothing is done.
            readableSince = Optional.empty();
            active = true;
            String message = String.valueOf(e.getMessage());
            if (!message.equals(complaint)) {
                LOG.warnf("controller=%s its queue is not read, trying again: %s", controller(), message);
            }
            complaint = message;
        }
        next = clock.instant().plus(active ? config.busy() : config.quiet());
    }

    private boolean read(Ownership ownership) throws IOException {
        Collection<AgentOrder> making = scaling.making(controller());
        List<AgentState> known = await(ownership.provisioned(controller()));
        Instant now = clock.instant();
        ControllerReading read = client.admin().read(now);
        Instant since = readableSince.orElse(now);
        readableSince = Optional.of(since);
        QueueSnapshot snapshot = snapshot(read, now, since);
        List<QueueEvent> events = QueueDiff.between(last, snapshot);
        last = Optional.of(snapshot);
        events.forEach(this::tell);
        try {
            return scaling.look(snapshot, making, known);
        } finally {
            // An item that left did so because an agent came, and its story tells that first.
            events.forEach(this::tellEnd);
        }
    }

    private void tell(QueueEvent event) {
        scaling.tell(event);
        if (event instanceof QueueEvent.QueueItemBuildable item) {
            scaling.tell(new ItemProgress.Seen(item.item(), item.task()));
        }
    }

    private void tellEnd(QueueEvent event) {
        if (event instanceof QueueEvent.QueueItemLeft item) {
            scaling.tell(new ItemProgress.Left(item.item()));
        }
    }

    private QueueSnapshot snapshot(ControllerReading read, Instant now, Instant since) {
        Map<QueueItemId, QueueItem> items = new LinkedHashMap<>();
        read.items().forEach(item -> items.put(item.id(), item));
        Map<AgentName, ControllerNode> nodes = new TreeMap<>();
        read.nodes().forEach(node -> nodes.put(node.name(), node));
        return new QueueSnapshot(controller(), now, since, items, nodes);
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(KAFKA_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the agents are not known: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("the agents are not known in " + Duration.ofSeconds(KAFKA_SECONDS), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
