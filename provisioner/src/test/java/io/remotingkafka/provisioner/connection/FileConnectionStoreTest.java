package io.remotingkafka.provisioner.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConnectionStoreTest {
    @TempDir
    Path directory;

    @Test
    void whatWasSavedIsFoundAndOnlyItsOwnerMayReadIt() throws IOException {
        FileConnectionStore store = new FileConnectionStore(directory.resolve("connections"));
        Connection connection = connection("one", "s3cret");

        store.save(connection);

        assertThat(store.find(new ConnectionName("one"))).contains(connection);
        Path file = directory.resolve("connections/one.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aListShowsNoSecret() {
        FileConnectionStore store = new FileConnectionStore(directory);
        store.save(connection("one", "s3cret"));

        assertThat(store.list()).hasSize(1);
        assertThat(store.list().toString()).doesNotContain("s3cret");
        assertThat(store.find(new ConnectionName("one")).toString()).doesNotContain("s3cret");
    }

    @Test
    void deletingTellsWhetherThereWasOne() {
        FileConnectionStore store = new FileConnectionStore(directory);
        store.save(connection("one", "s3cret"));

        assertThat(store.delete(new ConnectionName("one"))).isTrue();
        assertThat(store.delete(new ConnectionName("one"))).isFalse();
    }

    private static Connection connection(String name, String token) {
        return new Connection(
                new ConnectionName(name),
                Optional.of(URI.create("https://203.0.113.7:6443")),
                Optional.empty(),
                false,
                Optional.of("builds"),
                new Credentials.BearerToken(Confidential.of(token)));
    }
}
