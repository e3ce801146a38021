package io.remotingkafka.testbed.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this project's modules are, from within any of them. */
public final class ProjectRoot {
    /** As in the parent POM. */
    public static final String VERSION = "0.1.0";

    private ProjectRoot() {}

    /** The root. */
    public static Path find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("agent-broker")) && Files.isDirectory(at.resolve("protocol"))) {
                return at;
            }
        }
        throw new IllegalStateException("Started outside of the project's folder");
    }
}
