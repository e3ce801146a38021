package io.remotingkafka.testbed.controller;

import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.HttpHead;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the controller answers to requests that are no upgrade of an agent. */
final class Routes {
    /** Jenkins's, on every answer. */
    static final Map<String, String> JENKINS = Map.of("X-Jenkins", "2.579");
    /** What {@code jnlpJars/agent.jar} delivers: it needs to arrive whole, not to run. */
    static final ByteStream AGENT_JAR = ByteStream.of(0x6A6172, 1_400_000);

    private static final Pattern DISCONNECT = Pattern.compile("computer/([^/]+)/doDisconnect");

    private final ControllerSettings settings;
    private final Nodes nodes;
    private final String identity;

    Routes(ControllerSettings settings, Nodes nodes) {
        this.settings = settings;
        this.nodes = nodes;
        this.identity =
                Base64.getEncoder().encodeToString("the identity's public key".getBytes(StandardCharsets.UTF_8));
    }

    /** The request's path below the context path and without its query; empty if it is elsewhere. */
    Optional<String> resource(HttpHead request) {
        String path = request.path().split("\\?", 2)[0];
        String root = settings.contextPath() + "/";
        return path.startsWith(root) ? Optional.of(path.substring(root.length())) : Optional.empty();
    }

    Answer answer(HttpHead request, int tcpPort) {
        Optional<String> found = resource(request);
        if (found.isEmpty()) {
            return Answer.html(404, "<html>Not Found</html>");
        }
        String resource = found.get();
        Matcher disconnect = DISCONNECT.matcher(resource);
        if (disconnect.matches() && request.method().equals("POST")) {
            return mayAct(request) ? disconnect(disconnect.group(1)) : forbidden();
        }
        return switch (resource) {
            case "login", "login/" -> Answer.html(200, "<html>Sign in to Jenkins</html>");
            case "wsagents" -> Answer.redirect(settings.contextPath() + "/wsagents/");
            case "jnlpJars/agent.jar" -> agentJar();
            case "tcpSlaveAgentListener", "tcpSlaveAgentListener/" ->
                tcpPort > 0 ? tcpListener(tcpPort) : Answer.html(404, "<html>Not Found</html>");
            case "computer/api/json" ->
                mayAct(request)
                        ? new Answer(
                                200,
                                Map.of("Content-Type", "application/json"),
                                nodes.asJson().getBytes(StandardCharsets.UTF_8))
                        : forbidden();
            default -> Answer.html(404, "<html>Not Found</html>");
        };
    }

    private Answer disconnect(String encoded) {
        String name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!nodes.exists(name)) {
            return Answer.html(404, "<html>Not Found</html>");
        }
        nodes.session(name).ifPresent(session -> session.channel().close(1000, "disconnected by a user"));
        return Answer.redirect(settings.contextPath() + "/computer/" + encoded + "/");
    }

    private boolean mayAct(HttpHead request) {
        return settings.user()
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                .map(expected -> request.header("Authorization").equals(Optional.of(expected)))
                .orElse(true);
    }

    private static Answer forbidden() {
        return Answer.html(403, "<html>Authentication required</html>");
    }

    private static Answer agentJar() {
        byte[] jar = new byte[(int) AGENT_JAR.bytes()];
        AGENT_JAR.copyTo(jar);
        return new Answer(200, Map.of("Content-Type", "application/java-archive"), jar);
    }

    private Answer tcpListener(int tcpPort) {
        return Answer.text(200, "Jenkins")
                .with(Map.of(
                        "X-Jenkins-JNLP-Port",
                        String.valueOf(tcpPort),
                        "X-Jenkins-JNLP-Host",
                        "127.0.0.1",
                        "X-Instance-Identity",
                        identity,
                        "X-Jenkins-Agent-Protocols",
                        "JNLP4-connect, Ping",
                        "X-Remoting-Minimum-Version",
                        AgentUpgrade.MINIMUM_VERSION));
    }

    /** What is answered instead, where no controller is to be found; empty for one that answers nothing. */
    static Optional<Answer> misbehaved(Behaviour behaviour) {
        return switch (behaviour) {
            case NORMAL, FROZEN -> Optional.empty();
            case STARTING ->
                Optional.of(Answer.html(503, "<html>Please wait while Jenkins is getting ready to work ...</html>"));
            case LOGIN_PAGE -> Optional.of(Answer.html(200, "<html><form>Company single sign-on</form></html>"));
            case BAD_GATEWAY -> Optional.of(Answer.html(502, "<html>502 Bad Gateway</html>"));
            case REDIRECT -> Optional.of(Answer.redirect("https://elsewhere.example.com/"));
        };
    }
}
