package io.remotingkafka.provisioner.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAccountIT {
    @TempDir
    Path directory;

    @Test
    void theGeneratedPasswordIsToldOnceAndCountsFromThenOn() {
        Path file = directory.resolve("new/login.properties");

        LocalAccount first = LocalAccount.in(file);
        LocalAccount second = LocalAccount.in(file);

        assertThat(first.generated()).isPresent();
        assertThat(second.generated()).isEmpty();
        assertThat(second.password().matches(first.generated().orElseThrow())).isTrue();
        assertThat(second.password().matches("guessed")).isFalse();
        assertThat(second.sessionKey()).isEqualTo(first.sessionKey());
    }

    @Test
    void onlyTheOwnerReadsTheFileAndThePasswordIsNotInIt() throws IOException {
        Path file = directory.resolve("login.properties");

        LocalAccount account = LocalAccount.in(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain(account.generated().orElseThrow());
        assertThat(account.toString())
                .doesNotContain(account.generated().orElseThrow())
                .doesNotContain(account.sessionKey());
    }

    @Test
    void aBrokenFileSaysWhatToDo() throws IOException {
        Path file = Files.writeString(directory.resolve("login.properties"), "password=plain\n");

        assertThatThrownBy(() -> LocalAccount.in(file)).hasMessageContaining("delete the file");
    }
}
