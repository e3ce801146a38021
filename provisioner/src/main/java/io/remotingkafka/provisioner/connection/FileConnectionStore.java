package io.remotingkafka.provisioner.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Connections in files that only their owner may read. */
final class FileConnectionStore implements ConnectionStore {
    private static final String SUFFIX = ".json";

    private final Path directory;

    FileConnectionStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<ConnectionView> list() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .map(file -> read(file).view())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The connections in " + directory + " cannot be listed", e);
        }
    }

    @Override
    public Optional<Connection> find(ConnectionName name) {
        Path file = file(name);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    @Override
    public void save(Connection connection) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // Beside the file and then moved: nobody reads half a connection, and it is never readable for others.
            Path written = Files.createTempFile(
                    directory,
                    ".",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, ConnectionCodec.encode(connection));
            Files.move(
                    written,
                    file(connection.name()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The connection " + connection.name() + " cannot be kept in " + directory, e);
        }
    }

    @Override
    public boolean delete(ConnectionName name) {
        try {
            return Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("The connection " + name + " cannot be deleted from " + directory, e);
        }
    }

    private Path file(ConnectionName name) {
        return directory.resolve(name + SUFFIX);
    }

    private static Connection read(Path file) {
        try {
            return ConnectionCodec.decode(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The connection in " + file + " cannot be read", e);
        }
    }
}
