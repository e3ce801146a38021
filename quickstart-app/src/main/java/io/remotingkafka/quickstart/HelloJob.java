package io.remotingkafka.quickstart;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The quickstart's own job: some lines, and a file whose checksum is known on both sides. */
final class HelloJob {
    private static final String FILE = "carried.bin";
    private static final Pattern CHECKSUM = Pattern.compile("(?m)^([0-9a-f]{64}) [ *]carried\\.bin$");

    private HelloJob() {}

    /** {@code about} is a line of the log about its agent. */
    static FreestyleJob on(String label, String name, String about) {
        String script = """
                #!/bin/sh
                set -e
                echo "This build runs on $NODE_NAME."
                echo "%s"
                for i in 1 2 3 4 5; do echo "line $i of 5"; sleep 1; done
                head -c 5000000 /dev/urandom > carried.bin
                { sha256sum carried.bin || shasum -a 256 carried.bin; } 2>/dev/null
                """.formatted(about);
        return FreestyleJob.of(name, label, script).archiving(FILE);
    }

    /** Whether the archived file is, at the controller, what it was at the agent. */
    static boolean arrivedWhole(Build build) {
        Matcher atTheAgent = CHECKSUM.matcher(build.log());
        return atTheAgent.find() && build.artifactSha256(FILE).equals(atTheAgent.group(1));
    }
}
