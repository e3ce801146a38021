package io.remotingkafka.provisioner.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/**
 * The one local user: the password's hash, and the key that sessions are encrypted with, so that they outlive a restart.
 *
 * @param password the hash
 * @param sessionKey random, in Base64
 * @param generated the password in clear where it was generated just now: to be told once
 */
record LocalAccount(Password password, String sessionKey, Optional<String> generated) {
    private static final String PASSWORD = "password";
    private static final String SESSION_KEY = "session-key";

    /** The stored account; one is made and stored if there is none. */
    static LocalAccount in(Path file) {
        if (Files.exists(file)) {
            return read(file);
        }
        String clear = Password.generate();
        LocalAccount account = new LocalAccount(Password.of(clear), newKey(), Optional.of(clear));
        account.write(file);
        return account;
    }

    /** With a password from the configuration; sessions end with the process. */
    static LocalAccount configured(String clear) {
        return new LocalAccount(Password.of(clear), newKey(), Optional.empty());
    }

    @Override
    public String toString() {
        return "***";
    }

    private static LocalAccount read(Path file) {
        Properties stored = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            stored.load(reader);
            return new LocalAccount(
                    Password.decode(stored.getProperty(PASSWORD, "")),
                    stored.getProperty(SESSION_KEY, newKey()),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("The login in " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The login in " + file + " is broken: delete the file, and a new password is generated", e);
        }
    }

    private void write(Path file) {
        String text = PASSWORD + "=" + password.encoded() + "\n" + SESSION_KEY + "=" + sessionKey + "\n";
        Path directory = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // Beside the file and then moved: it is never half written, and never readable for others.
            Path written = Files.createTempFile(
                    directory,
                    ".login",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, text);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The generated login cannot be kept in " + file
                            + ": set provisioner.login.file to a place that can be written, or provisioner.login.password",
                    e);
        }
    }

    private static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
