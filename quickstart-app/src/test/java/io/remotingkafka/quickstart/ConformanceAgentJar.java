package io.remotingkafka.quickstart;

import io.remotingkafka.testbed.agent.ConformanceAgent;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** An agent.jar that can be run, with the command line of the real one and a conformance agent in it. */
final class ConformanceAgentJar {
    private ConformanceAgentJar() {}

    /** What is served as {@code jnlpJars/agent.jar}: a manifest that leads to this class. */
    static byte[] bytes() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, ConformanceAgentJar.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    /** {@code -url U -name N -secret S -webSocket -workDir D}. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> given = List.of(arguments);
        if (!given.contains("-webSocket")) {
            throw new IllegalArgumentException("Not over WebSocket: " + given);
        }
        ConformanceAgent.connect(URI.create(after("-url", given)), after("-name", given), after("-secret", given));
        new CountDownLatch(1).await();
    }

    private static String after(String option, List<String> given) {
        return given.get(given.indexOf(option) + 1);
    }
}
