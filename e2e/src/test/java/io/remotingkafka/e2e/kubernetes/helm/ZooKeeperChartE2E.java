package io.remotingkafka.e2e.kubernetes.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The chart in the seed's own mode. */
@Tag("cluster")
@Tag("cluster-nightly")
class ZooKeeperChartE2E {
    private static final Demo DEMO = new Demo(
            "demo-zookeeper",
            "--set",
            "kafka.mode=zookeeper",
            "--set",
            "kafka.nodePort.port=31091",
            "--set",
            "provisioner.enabled=false");

    @BeforeAll
    static void start() {
        DEMO.start();
    }

    @AfterAll
    static void stop() {
        DEMO.stop();
    }

    @Test
    void theListingIsTheSeedsAndABuildRuns() {
        assertThat(DEMO.listing())
                .contains(
                        "pod/demo-kafka-0",
                        "pod/demo-zookeeper-0",
                        "service/demo-zookeeper",
                        "service/demo-zookeeper-headless",
                        "statefulset.apps/demo-kafka",
                        "statefulset.apps/demo-zookeeper");
        assertThat(DEMO.ports("demo-zookeeper")).isEqualTo("ClusterIP 2181: ");
        assertThat(DEMO.ports("demo-zookeeper-headless")).isEqualTo("ClusterIP 2181: 3888: 2888: ");
        assertThat(DEMO.test()).contains("built through Kafka on test", "Finished: SUCCESS");
    }
}
