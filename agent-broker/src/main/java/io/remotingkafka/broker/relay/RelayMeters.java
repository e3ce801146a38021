package io.remotingkafka.broker.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.tunnel.session.SessionMeter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The relay's metrics, for all sessions of this instance together: an agent's name is no label. */
@ApplicationScoped
public class RelayMeters implements SessionMeter {
    private static final String PREFIX = "remoting.relay.";

    private final MeterRegistry registry;
    private final AtomicInteger live;
    private final Counter framesDown;
    private final Counter framesUp;
    private final Counter bytesDown;
    private final Counter bytesUp;
    private final Counter duplicates;
    private final Counter stalls;
    private final Counter foreign;
    private final Timer roundTrip;

    RelayMeters(MeterRegistry registry) {
        this.registry = registry;
        this.live = registry.gauge(PREFIX + "sessions", new AtomicInteger());
        this.framesDown = registry.counter(PREFIX + "frames", "direction", "down");
        this.framesUp = registry.counter(PREFIX + "frames", "direction", "up");
        this.bytesDown = registry.counter(PREFIX + "bytes", "direction", "down");
        this.bytesUp = registry.counter(PREFIX + "bytes", "direction", "up");
        this.duplicates = registry.counter(PREFIX + "duplicates.dropped");
        this.stalls = registry.counter(PREFIX + "credit.stalls");
        this.foreign = registry.counter(PREFIX + "foreign.frames");
        this.roundTrip = Timer.builder(PREFIX + "round.trip")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    @Override
    public void sent(int dataBytes) {
        framesDown.increment();
        bytesDown.increment(dataBytes);
    }

    @Override
    public void received(int dataBytes) {
        framesUp.increment();
        bytesUp.increment(dataBytes);
    }

    @Override
    public void duplicate() {
        duplicates.increment();
    }

    @Override
    public void creditStall() {
        stalls.increment();
    }

    @Override
    public void roundTrip(Duration time) {
        roundTrip.record(time);
    }

    /** Bytes that wait in this instance's memory for controllers to read them. */
    void waitingBytes(Supplier<Number> bytes) {
        Gauge.builder(PREFIX + "waiting.bytes", bytes).register(registry);
    }

    void foreign() {
        foreign.increment();
    }

    void opened(SessionKind kind) {
        live.incrementAndGet();
        registry.counter(PREFIX + "opened", "kind", kind.name()).increment();
    }

    void closed(CloseCode code) {
        live.decrementAndGet();
        registry.counter(PREFIX + "closed", "code", code.name()).increment();
    }

    void refused(RefusalReason reason) {
        registry.counter(PREFIX + "refused", "reason", reason.name()).increment();
    }

    void kafkaOutage(Duration lasted) {
        registry.timer("remoting.kafka.outage").record(lasted);
    }
}
