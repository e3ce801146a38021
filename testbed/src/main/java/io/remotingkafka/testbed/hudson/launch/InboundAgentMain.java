package io.remotingkafka.testbed.hudson.launch;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Main class of the image that stands in for {@code jenkins/inbound-agent} on the test node. Of the image's contract it keeps the
 * variables {@code JENKINS_URL}, {@code JENKINS_AGENT_NAME}, {@code JENKINS_SECRET} and {@code JENKINS_WEB_SOCKET}.
 */
public final class InboundAgentMain {
    private InboundAgentMain() {}

    /** Runs until it is killed. */
    public static void main(String[] args) throws Exception {
        String url = required("JENKINS_URL");
        String name = required("JENKINS_AGENT_NAME");
        String secret = required("JENKINS_SECRET");
        if (Boolean.parseBoolean(System.getenv("JENKINS_WEB_SOCKET"))) {
            WebSocketAgent.run(url.endsWith("/") ? url : url + "/", name, secret);
        } else {
            Path file = Files.createTempFile("secret", "");
            Files.writeString(file, secret);
            RemotingAgentMain.main(new String[] {url, name, file.toString()});
        }
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            System.err.println(variable + " is missing");
            System.exit(2);
        }
        return value;
    }
}
