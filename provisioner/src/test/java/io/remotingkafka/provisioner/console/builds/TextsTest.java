package io.remotingkafka.provisioner.console.builds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void ofALongTextTheBeginningAndTheEndStay() {
        String cut = Texts.cut("begin" + "x".repeat(5_000) + "end");

        assertThat(cut).startsWith("beginx").contains("[…]").endsWith("xend").hasSizeLessThan(Texts.MOST + 10);
        assertThat(Texts.cut("x".repeat(Texts.MOST))).hasSize(Texts.MOST);
    }

    @Test
    void noCharacterIsCutInTwo() {
        for (String before : new String[] {"", "x"}) {
            String cut = Texts.cut(before + "🐳".repeat(2_000));

            assertThat(cut.codePoints()).noneMatch(each -> Character.getType(each) == Character.SURROGATE);
        }
    }
}
