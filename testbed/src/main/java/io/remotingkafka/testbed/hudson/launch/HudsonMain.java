package io.remotingkafka.testbed.hudson.launch;

import java.net.URL;
import java.nio.file.Path;

/**
 * Starts Hudson 3.3.2 on a JVM that is younger than Hudson believes possible. The class path has the jars of the war's
 * {@code libs}; nothing of Hudson is known at compile time.
 */
public final class HudsonMain {
    private HudsonMain() {}

    /** {@code args}: the unpacked war, the HTTP port. The home is the system property {@code HUDSON_HOME}. */
    public static void main(String[] args) throws Exception {
        LoopbackOnly.enforce();
        // Hudson and the XStream in it parse these and refuse what came after Java 8.
        System.setProperty("java.version", "1.8.0_400");
        System.setProperty("java.specification.version", "1.8");
        String[] options = {"--httpListenAddress=127.0.0.1", "--httpPort=" + args[1], "--skipInitSetup"};
        Class.forName("org.eclipse.hudson.jetty.JettyLauncher")
                .getMethod("start", String[].class, URL.class)
                .invoke(null, options, Path.of(args[0]).toUri().toURL());
    }
}
