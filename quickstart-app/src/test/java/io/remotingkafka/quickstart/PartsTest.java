package io.remotingkafka.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Parts parts = new Parts(new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), false));
    private final List<String> ended = new ArrayList<>();

    @Test
    void theLastGoesFirstAndNoneTwice() {
        // given
        parts.add("first", () -> ended.add("first"));
        parts.add("last", () -> ended.add("last"));

        // when
        parts.close();
        parts.close();

        // then
        assertThat(ended).containsExactly("last", "first");
    }

    @Test
    void whatCannotBeRemovedIsSaidAndTheRestGoes() {
        // given
        parts.add("first", () -> ended.add("first"));
        parts.add("The node x", () -> {
            throw new IllegalStateException("the controller is gone");
        });

        // when
        parts.close();

        // then
        assertThat(ended).containsExactly("first");
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("The node x could not be removed: the controller is gone");
    }

    @Test
    void whatComesAfterTheEndHasBegunGoesAtOnce() {
        // given
        parts.close();

        // when
        assertThatThrownBy(() -> parts.add("late", () -> ended.add("late"))).isInstanceOf(IllegalStateException.class);

        // then
        assertThat(ended).containsExactly("late");
    }
}
