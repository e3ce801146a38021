package io.remotingkafka.benchmarks.measure;

import io.remotingkafka.testbed.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds after a garbage collection, as {@code jcmd} tells: its histogram counts live objects alone. */
public final class LiveHeap {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+[0-9]+\\s+([0-9]+)");

    private LiveHeap() {}

    /** Bytes of live objects of that process, which must be a JVM of this user. */
    public static long bytes(long pid) {
        try {
            Process jcmd = new ProcessBuilder(
                            JavaCommand.java().resolveSibling("jcmd").toString(),
                            String.valueOf(pid),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String histogram =
                    new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return parse(histogram);
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd cannot be run", e);
        }
    }

    static long parse(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("jcmd tells no heap: " + histogram.strip());
        }
        return Long.parseLong(total.group(1));
    }
}
