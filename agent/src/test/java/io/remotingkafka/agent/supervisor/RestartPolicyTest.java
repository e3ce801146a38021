package io.remotingkafka.agent.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.agent.supervisor.RestartPolicy.Decision;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final RestartPolicy policy = new RestartPolicy();

    @Test
    void workThatIsDoneIsTheEnd() {
        assertThat(policy.afterExit(0, SHORT)).isEqualTo(new Decision.End(0));
    }

    @Test
    void aLongLifeIsFollowedByTheNextAtOnce() {
        assertThat(policy.afterExit(1, Duration.ofMinutes(1))).isEqualTo(new Decision.Restart(Duration.ZERO));
        assertThat(policy.afterExit(137, Duration.ofDays(3))).isEqualTo(new Decision.Restart(Duration.ZERO));
    }

    @Test
    void shortLivesWaitLongerAndLongerUpToHalfAMinute() {
        assertThat(IntStream.range(0, 100).mapToObj(i -> policy.afterExit(1, SHORT)))
                .startsWith(restart(1), restart(2), restart(4), restart(8), restart(16), restart(32), restart(32))
                .endsWith(restart(32));
    }

    @Test
    void aLongLifeIsForgivenAll() {
        policy.afterExit(1, SHORT);
        policy.afterExit(1, SHORT);
        policy.afterExit(1, Duration.ofHours(1));

        assertThat(policy.afterExit(1, SHORT)).isEqualTo(restart(1));
    }

    private static Decision restart(int seconds) {
        return new Decision.Restart(Duration.ofSeconds(seconds));
    }
}
