package io.remotingkafka.provisioner.console;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.util.Locale;

/** Times, as people read them. */
@TemplateExtension
final class Times {
    private Times() {}

    /** Such as 3.2 ms, 41 s or 2 min 5 s. */
    static String shown(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
        }
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return time.toSeconds() + " s";
        }
        return time.compareTo(Duration.ofHours(1)) < 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
