package io.remotingkafka.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the user sees: lines of at most {@value #WIDTH} columns. On a terminal a step shows how long it has taken while it
 * is under way; elsewhere nothing is written twice.
 */
final class Screen {
    private static final int WIDTH = 80;
    private static final String QUOTE = "  | ";
    private static final int NAME = 18;
    private static final int TIME = 9;
    private static final long REDRAW_MILLIS = 250;

    private final PrintStream out;
    private final boolean terminal;
    private boolean ending;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Does something that takes a while. */
    <T> T step(String name, Supplier<T> work, Function<T, String> done) {
        Instant start = Instant.now();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        redraw(name, start, ended);
        try {
            T result = work.get();
            ended.complete(null);
            draw(name, done.apply(result), since(start));
            return result;
        } catch (RuntimeException e) {
            ended.complete(null);
            draw(name, "failed", since(start));
            throw e;
        }
    }

    private synchronized void redraw(String name, Instant start, CompletableFuture<Void> ended) {
        if (!terminal || ending || ended.isDone()) {
            return;
        }
        out.print(column(name) + "..." + " ".repeat(WIDTH - NAME - 5 - TIME) + seconds(since(start)) + "\r");
        out.flush();
        CompletableFuture.delayedExecutor(REDRAW_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> redraw(name, start, ended));
    }

    private synchronized void draw(String name, String text, Duration time) {
        if (ending) {
            return;
        }
        int room = WIDTH - NAME - 2 - TIME;
        line(column(name) + (text.length() <= room ? text + " ".repeat(room - text.length()) + seconds(time) : text));
    }

    /** A line below a step. */
    void detail(String text) {
        line(column("") + text);
    }

    /** A name and what belongs to it. */
    void pair(String name, String text) {
        line(column(name) + text);
    }

    /** A heading, set apart. */
    void heading(String text) {
        line("");
        line(text);
    }

    /** What somebody else says, folded between words where it is too long. */
    void quote(String text) {
        String rest = text;
        while (QUOTE.length() + rest.length() > WIDTH) {
            int end = rest.lastIndexOf(' ', WIDTH - QUOTE.length());
            if (end <= 0) {
                break;
            }
            line(QUOTE + rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        line(QUOTE + rest);
    }

    /** A line as it is. */
    synchronized void line(String text) {
        out.println(text.stripTrailing());
        out.flush();
    }

    /** From now on a step that breaks off has not failed: what it waits for is being taken away. */
    synchronized void ending() {
        ending = true;
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%7.1f s", time.toMillis() / 1000.0);
    }

    static String bytes(double count) {
        if (count < 10_000) {
            return String.format(Locale.ROOT, "%.0f B", count);
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.0f kB", count / 1000)
                : String.format(Locale.ROOT, "%.1f MB", count / 1_000_000);
    }

    private static String column(String name) {
        return "  " + name + " ".repeat(Math.max(1, NAME - name.length()));
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }
}
