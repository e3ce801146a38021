package io.remotingkafka.tunnel.start;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/** Says in one line each why a service could not start, where a stack trace would say it in a hundred. */
public final class StartFailure {
    /** The exit code of a service whose configuration does not let it start. */
    public static final int EXIT_CODE = 78;

    private static final Logger LOG = Logger.getLogger(StartFailure.class);

    private StartFailure() {}

    /** Quarkus's exit handler: 0 after an orderly end. */
    public static void handle(Integer code, Throwable failure) {
        if (failure == null) {
            System.exit(code);
        }
        explain(failure).forEach(line -> LOG.errorf("Cannot start: %s", line));
        LOG.debug("Cannot start", failure);
        System.exit(EXIT_CODE);
    }

    /** The messages along the chain of causes, without repetitions and without what only wraps. */
    static Set<String> explain(Throwable failure) {
        Set<String> lines = new LinkedHashSet<>();
        for (Throwable t = failure; t != null && lines.size() < 8; t = t.getCause()) {
            String message = t.getMessage();
            boolean wraps = t.getCause() != null
                    && (message == null || message.contains(t.getCause().toString()));
            boolean generic = t.getCause() != null
                    && t instanceof RuntimeException
                    && message != null
                    && message.startsWith("Failed to start");
            if (!wraps && !generic) {
                lines.add(message == null ? t.toString() : message.strip());
            }
        }
        return lines;
    }
}
