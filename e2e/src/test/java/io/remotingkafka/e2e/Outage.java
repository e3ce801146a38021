package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The ways in which Kafka goes away for a while. */
enum Outage {
    /** SIGKILL. */
    KILLED {
        @Override
        void begin(Installation installation) {
            installation.kafka().kill();
        }

        @Override
        void end(Installation installation) {
            installation.kafka().start();
        }
    },
    /** In order, as for an upgrade. */
    STOPPED {
        @Override
        void begin(Installation installation) {
            installation.kafka().stop();
        }

        @Override
        void end(Installation installation) {
            installation.kafka().start();
        }
    },
    /** Packets are dropped, no connection is reset. */
    CUT_OFF {
        @Override
        void begin(Installation installation) {
            installation.cutAll();
        }

        @Override
        void end(Installation installation) {
            installation.mendAll();
        }
    };

    abstract void begin(Installation installation);

    abstract void end(Installation installation);

    /** Goes away, and comes back after that long: the time that Kafka needs to start is added. */
    void last(Installation installation, Duration length) throws InterruptedException {
        begin(installation);
        elapse(length);
        end(installation);
    }

    /** Time that is itself what is tested: there is nothing to wait for. */
    static void elapse(Duration time) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS))
                .isFalse();
    }
}
