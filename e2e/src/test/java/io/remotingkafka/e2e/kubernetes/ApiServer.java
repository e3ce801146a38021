package io.remotingkafka.e2e.kubernetes;

import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The API server of the test node, which the kit's {@code up} started and starts again. */
final class ApiServer {
    private static final Path PID = Path.of("/run/dev-cluster/kube-apiserver.pid");

    private static final int MOST_ATTEMPTS = 3;

    private ApiServer() {}

    /** SIGKILL. */
    static void kill() {
        try {
            long pid = Long.parseLong(Files.readString(PID).strip().split(" ", 2)[0]);
            ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException("The API server's process is not known", e);
        }
    }

    /** Starts it again, and waits until it answers. */
    static void start() {
        Path kit = Optional.ofNullable(System.getenv("CLUSTER_KIT"))
                .map(Path::of)
                .orElseGet(() -> ProjectRoot.find().resolve("../shared/cluster"));
        try {
            // It waits a minute for the node, whose kubelet and controllers may take longer to come back.
            for (int attempt = 1; up(kit) != 0; attempt++) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new IllegalStateException("The node is not ready again after " + attempt + " minutes");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The test node's scripts are not in " + kit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static int up(Path kit) throws IOException, InterruptedException {
        return new ProcessBuilder(kit.resolve("up").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }
}
