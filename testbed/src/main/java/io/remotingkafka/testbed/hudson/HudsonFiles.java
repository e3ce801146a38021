package io.remotingkafka.testbed.hudson;

import io.remotingkafka.testbed.hudson.launch.HudsonMain;
import io.remotingkafka.testbed.process.JavaCommand;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this module's build has fetched of Hudson, and the JVM to run it. */
final class HudsonFiles {
    /** The system property that names another JDK than this JVM's for Hudson and its agents. */
    static final String JAVA_HOME = "testbed.hudson.java-home";

    private HudsonFiles() {}

    /** The war, unpacked. */
    static Path war() {
        return existing(target().resolve("war"));
    }

    /** hudson-remoting.jar. */
    static Path remoting() {
        return existing(target().resolve("hudson-remoting.jar"));
    }

    /** A directory or jar with our launchers. */
    static Path launchers() {
        try {
            return Path.of(HudsonMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Classes that come from nowhere", e);
        }
    }

    static Path java() {
        String home = System.getProperty(JAVA_HOME, "");
        return home.isEmpty() ? JavaCommand.java() : Path.of(home, "bin", "java");
    }

    private static Path target() {
        return ProjectRoot.find().resolve("testbed").resolve("target").resolve("hudson");
    }

    private static Path existing(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing: build the module testbed first");
        }
        return file;
    }
}
