package io.remotingkafka.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The quickstart's directory: emptied at each start, for this user alone, and used by one quickstart at a time. */
final class Workspace implements AutoCloseable {
    private final Path run;
    private final FileChannel lockFile;

    private Workspace(Path run, FileChannel lockFile) {
        this.run = run;
        this.lockFile = lockFile;
    }

    static Workspace open(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel lockFile =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lockFile)) {
                lockFile.close();
                throw new CannotGoOnException(
                        "Another ./quickstart of this directory is running. End it first (Ctrl-C).");
            }
            Path run = directory.resolve("run");
            remove(run);
            // Settings of services hold secrets.
            Files.createDirectory(
                    run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new Workspace(run, lockFile);
        } catch (IOException e) {
            throw new CannotGoOnException(
                    "The directory " + directory + " cannot be used: " + e + ". Is there space, and is it yours?", e);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** A directory of that name. */
    Path directory(String name) {
        try {
            return Files.createDirectories(run.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + name + " cannot be made", e);
        }
    }

    /** All of it. */
    Path path() {
        return run;
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock cannot be given up", e);
        }
    }
}
