package io.remotingkafka.quickstart;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** What the command line asks for. */
sealed interface Options {
    /** A command line that cannot be followed. */
    record Invalid(String reason) implements Options {}

    /**
     * The way from nothing to a build.
     *
     * @param own the user's controller; empty for the stand-in
     * @param once whether to end after the build
     * @param port of the stand-in's pages; empty for any free one
     */
    record Run(Optional<OwnController> own, boolean once, Optional<Integer> port) implements Options {}

    /**
     * A controller of the user's.
     *
     * @param url with a slash at its end
     * @param label whose builds the agent shall take; empty for a build of the quickstart's own
     */
    record OwnController(URI url, String user, String token, Optional<String> label) {
        @Override
        public String toString() {
            return url + " as " + user;
        }
    }

    /** The environment variable that spares the token a place on the command line, which all users of a machine can read. */
    String TOKEN_VARIABLE = "JENKINS_TOKEN";

    static Options parse(String[] arguments, Map<String, String> environment) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        Optional<String> jenkins = Optional.empty();
        Optional<String> user = Optional.empty();
        Optional<String> token = Optional.empty();
        Optional<String> label = Optional.empty();
        Optional<String> port = Optional.empty();
        boolean once = false;
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--once" -> {
                    once = true;
                    continue;
                }
                case "--jenkins", "--user", "--token", "--label", "--port" -> {}
                default -> {
                    return new Invalid("Unknown option " + option + ".");
                }
            }
            Optional<String> value = Optional.ofNullable(left.poll()).filter(given -> !given.isBlank());
            if (value.isEmpty()) {
                return new Invalid(option + " needs a value.");
            }
            switch (option) {
                case "--jenkins" -> jenkins = value;
                case "--user" -> user = value;
                case "--token" -> token = value;
                case "--label" -> label = value;
                default -> port = value;
            }
        }
        token = token.or(() -> Optional.ofNullable(environment.get(TOKEN_VARIABLE)));
        return jenkins.isPresent()
                ? ownController(jenkins.get(), user, token, label, port, once)
                : standIn(user, label, port, once);
    }

    private static Options standIn(Optional<String> user, Optional<String> label, Optional<String> port, boolean once) {
        if (user.isPresent() || label.isPresent()) {
            return new Invalid("--user, --token and --label belong to --jenkins URL, which is missing.");
        }
        if (port.isPresent() && !isPort(port.get())) {
            return new Invalid("--port needs a number from 1 to 65535, not '" + port.get() + "'.");
        }
        return new Run(Optional.empty(), once, port.map(Integer::valueOf));
    }

    private static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535;
    }

    private static Options ownController(
            String jenkins,
            Optional<String> user,
            Optional<String> token,
            Optional<String> label,
            Optional<String> port,
            boolean once) {
        if (port.isPresent()) {
            return new Invalid("--port is the stand-in's, which --jenkins does without.");
        }
        if (user.isEmpty()) {
            return new Invalid("--jenkins needs --user U.");
        }
        if (token.isEmpty()) {
            return new Invalid("--jenkins needs --token T, or the environment variable " + TOKEN_VARIABLE + ".");
        }
        if (!jenkins.matches("https?://[^/?#]+(/[^?#]*)?")) {
            return new Invalid("--jenkins needs a URL like https://jenkins.example.com/, not '" + jenkins + "'.");
        }
        URI url = URI.create(jenkins.endsWith("/") ? jenkins : jenkins + "/");
        return new Run(Optional.of(new OwnController(url, user.get(), token.get(), label)), once, Optional.empty());
    }
}
