package io.remotingkafka.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void aStepIsOneLineOf80ColumnsWhereThereIsNoTerminal() {
        // when
        screen(false).step("Kafka", () -> "127.0.0.1:9092", address -> address);

        // then
        assertThat(text()).matches("  Kafka {13}127\\.0\\.0\\.1:9092 +[0-9]+\\.[0-9] s\n");
        assertThat(text().strip()).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void onATerminalAStepIsShownWhileItIsUnderWayAndOverwritten() {
        // when
        screen(true).step("Kafka", () -> "up", up -> up);

        // then
        assertThat(text()).startsWith("  Kafka").contains("...").doesNotContain("\u001b");
        String[] drawn = text().split("\r", -1);
        assertThat(drawn[drawn.length - 1].stripTrailing().length())
                .isGreaterThanOrEqualTo(drawn[0].stripTrailing().length());
    }

    @Test
    void aStepThatFailsIsSaidToHaveFailed() {
        // when
        assertThatThrownBy(() -> screen(false)
                        .step(
                                "Kafka",
                                () -> {
                                    throw new IllegalStateException("no");
                                },
                                done -> "done"))
                .hasMessage("no");

        // then
        assertThat(text()).contains("Kafka").contains("failed");
    }

    @Test
    void aLongLineOfSomebodyElsesIsFoldedBetweenWords() {
        // when
        screen(false).quote("word ".repeat(20) + "x".repeat(100));
        screen(false).quote("");

        // then
        assertThat(text().lines())
                .containsExactly(
                        "  | " + "word ".repeat(15).strip(),
                        "  | " + "word ".repeat(5).strip(),
                        "  | " + "x".repeat(100),
                        "  |");
    }

    @Test
    void sizesAreReadable() {
        assertThat(Screen.bytes(9_999)).isEqualTo("9999 B");
        assertThat(Screen.bytes(10_000)).isEqualTo("10 kB");
        assertThat(Screen.bytes(6_040_000)).isEqualTo("6.0 MB");
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), terminal);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
