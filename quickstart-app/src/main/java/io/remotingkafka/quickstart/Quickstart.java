package io.remotingkafka.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The main class behind {@code ./quickstart}, which starts it in the project's root with a JVM that fits. */
public final class Quickstart {
    /** The system property that names another directory for its files: tests run beside a user's quickstart. */
    static final String DIRECTORY = "quickstart.directory";

    private static final int BUILD_FAILED = 1;
    private static final int CANNOT_GO_ON = 2;

    private Quickstart() {}

    /** The options are those of {@code help.txt}, which the script prints itself, since it may have nothing built yet. */
    public static void main(String[] arguments) {
        // Whether output goes to a terminal is known to the script alone: a JVM's console needs a keyboard as well.
        Screen screen = new Screen(System.out, Boolean.getBoolean("quickstart.terminal"));
        System.exit(
                switch (Options.parse(arguments, System.getenv())) {
                    case Options.Invalid(String reason) -> {
                        screen.line(reason + " ./quickstart --help tells more.");
                        yield CANNOT_GO_ON;
                    }
                    case Options.Run run -> run(run, screen);
                });
    }

    private static int run(Options.Run options, Screen screen) {
        Parts parts = new Parts(screen);
        // Ctrl-C, a closed terminal, kill, and the ordinary end.
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close));
        try {
            Workspace workspace = Workspace.open(Path.of(System.getProperty(DIRECTORY, ".quickstart")));
            parts.add("The lock", workspace::close);
            logTo(workspace.path().resolve("kafka.log"));
            boolean succeeded = new Demonstration(options, workspace, screen, parts).run();
            if (options.once()) {
                screen.line("");
                parts.close();
                return succeeded ? 0 : BUILD_FAILED;
            }
            screen.heading("All of this goes on until Ctrl-C.");
            new CountDownLatch(1).await();
            return 0;
        } catch (CannotGoOnException e) {
            screen.heading(e.getMessage());
            return CANNOT_GO_ON;
        } catch (InterruptedException e) {
            return CANNOT_GO_ON;
        } catch (RuntimeException e) {
            if (parts.isClosing()) {
                // Ctrl-C took away what was being waited for; the end is under way.
                return CANNOT_GO_ON;
            }
            screen.heading("Something went wrong that should not: " + e.getMessage());
            screen.line("The logs are in " + System.getProperty(DIRECTORY, ".quickstart") + "/run/.");
            return CANNOT_GO_ON;
        }
    }

    private static void logTo(Path file) {
        LogManager.getLogManager().reset();
        try {
            Handler handler = new FileHandler(file.toString());
            handler.setFormatter(new SimpleFormatter());
            Logger root = Logger.getLogger("");
            root.addHandler(handler);
            root.setLevel(Level.INFO);
        } catch (IOException e) {
            throw new CannotGoOnException("The log " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
