package io.remotingkafka.testbed.hudson.launch;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the agent of an unmodified hudson-remoting.jar. Its own main class sets a security manager first, which Java 24
 * and later refuse; all behind it is the same. Like Jenkins's agent.jar, and unlike Hudson's, it tries again when its first
 * connection is refused.
 */
public final class RemotingAgentMain {
    private static final int[] WAITS_IN_SECONDS = {1, 3, 7, 10};

    private RemotingAgentMain() {}

    /** {@code args}: the URL, the node's name, and a file with its secret (a command line is for everybody to read). */
    @SuppressWarnings("InfiniteLoopStatement")
    public static void main(String[] args) throws Exception {
        URL url = new java.net.URI(args[0]).toURL();
        String secret = Files.readString(Path.of(args[2])).trim();
        for (int attempt = 0; ; attempt++) {
            Thread engine = engine(url, args[1], secret);
            engine.start();
            engine.join();
            int wait = WAITS_IN_SECONDS[Math.min(attempt, WAITS_IN_SECONDS.length - 1)];
            print("Trying again in " + wait + " s");
            Thread.sleep(wait * 1000L);
        }
    }

    private static Thread engine(URL url, String name, String secret) throws ReflectiveOperationException {
        Class<?> listenerType = Class.forName("hudson.remoting.EngineListener");
        Object listener = Proxy.newProxyInstance(
                RemotingAgentMain.class.getClassLoader(), new Class<?>[] {listenerType}, (proxy, method, values) -> {
                    switch (method.getName()) {
                        case "status" -> print(String.valueOf(values[0]));
                        case "onDisconnect" -> print("Disconnected");
                        // Thrown, it ends the engine's thread, and main tries again.
                        case "error" -> throw new Refused((Throwable) values[0]);
                        default -> throw new UnsupportedOperationException(method.toString());
                    }
                    return null;
                });
        Thread engine = Class.forName("hudson.remoting.Engine")
                .asSubclass(Thread.class)
                .getConstructor(listenerType, List.class, String.class, String.class)
                .newInstance(listener, List.of(url), secret, name);
        engine.setUncaughtExceptionHandler((thread, end) -> print("Ended: " + end.getMessage()));
        return engine;
    }

    private static void print(String line) {
        System.out.println(java.time.Instant.now() + " " + line);
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
