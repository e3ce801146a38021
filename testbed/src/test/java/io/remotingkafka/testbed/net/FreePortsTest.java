package io.remotingkafka.testbed.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    /** Of so many random ones, two would be the same almost surely. */
    @Test
    void noPortIsGivenTwice() {
        assertThat(IntStream.range(0, 500).mapToObj(i -> FreePorts.one())).doesNotHaveDuplicates();
    }
}
