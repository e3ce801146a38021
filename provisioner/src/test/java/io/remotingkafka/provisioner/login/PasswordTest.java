package io.remotingkafka.provisioner.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordTest {
    @Test
    void whatIsStoredRecognisesThePasswordAlone() {
        String clear = Password.generate();

        Password stored = Password.decode(Password.of(clear).encoded());

        assertThat(stored.matches(clear)).isTrue();
        assertThat(stored.matches(clear + "x")).isFalse();
        assertThat(stored.matches("")).isFalse();
    }

    @Test
    void theSamePasswordIsNeverStoredTheSameWay() {
        assertThat(Password.of("same").encoded())
                .isNotEqualTo(Password.of("same").encoded());
    }

    @Test
    void generatedPasswordsAreLongAndDiffer() {
        assertThat(Password.generate()).matches("([a-z2-9]{5}-){4}[a-z2-9]{5}").isNotEqualTo(Password.generate());
    }

    @Test
    void neitherLogsNorOtherTextsShowIt() {
        assertThat(Password.of("secret")).hasToString("***");
        assertThatThrownBy(() -> Password.decode("secret")).hasMessageNotContaining("secret");
    }
}
