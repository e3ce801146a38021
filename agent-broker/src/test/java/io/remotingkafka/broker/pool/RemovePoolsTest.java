package io.remotingkafka.broker.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemovePoolsTest {
    @Test
    void limitIsInSeconds() {
        assertThat(RemovePools.limit(List.of("remove-pools", "240"))).isEqualTo(Duration.ofMinutes(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove-pools", "remove-pools 0", "remove-pools soon", "remove-pools 1 2"})
    void somethingElseIsRefusedWithWhatWasExpected(String line) {
        assertThatThrownBy(() -> RemovePools.limit(List.of(line.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected: remove-pools SECONDS, but got " + line);
    }
}
