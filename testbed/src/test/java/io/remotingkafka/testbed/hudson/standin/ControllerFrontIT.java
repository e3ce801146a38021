package io.remotingkafka.testbed.hudson.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import io.remotingkafka.testbed.hudson.HudsonController;
import io.remotingkafka.testbed.hudson.RemotingAgent;
import io.remotingkafka.testbed.hudson.RestClient;
import io.remotingkafka.testbed.net.FreePorts;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in for the image {@code jenkins/jenkins}: a real controller, with WebSocket agents. */
class ControllerFrontIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private static Path directory;

    private static HudsonController hudson;
    private static Vertx vertx;
    private static URI url;

    @BeforeAll
    static void start() throws Exception {
        hudson = HudsonController.start(directory.resolve("home"));
        vertx = Vertx.vertx();
        int port = FreePorts.one();
        new ControllerFront(vertx, hudson, FreePorts.one())
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        url = URI.create("http://127.0.0.1:" + port + "/");
    }

    @AfterAll
    static void stop() {
        vertx.close();
        hudson.close();
    }

    @Test
    void anAgentOverWebSocketBuilds() {
        // given
        hudson.nodes().create("web", directory.resolve("web"));
        String secret = hudson.nodes().secret("web");
        try (RemotingAgent agent = RemotingAgent.startWebSocket(url, "web", secret, directory.resolve("agent"))) {
            // when
            Build build = hudson.jobs()
                    .run(FreestyleJob.of("bytes", "web", "head -c 2000000 /dev/urandom > big.bin")
                            .archiving("*.bin"));

            // then
            assertThat(build.awaitResult(SOON)).as(build.log()).isEqualTo(Build.Result.SUCCESS);
            assertThat(agent.process().log()).contains("WebSocket connection open");

            // and when
            agent.kill();

            // then
            hudson.nodes().awaitOffline("web", SOON);
        }
    }

    @Test
    void agentsAreRefusedAsJenkinsRefusesThem() throws Exception {
        hudson.nodes().create("mine", directory.resolve("mine"));
        assertThat(upgrade("nobody", "0123").statusCode()).isEqualTo(400);
        assertThat(upgrade("nobody", "0123").body()).contains("no such agent");
        assertThat(upgrade("mine", "0123").statusCode()).isEqualTo(403);
        HttpResponse<String> bare = new RestClient(url).get("wsagents/", BodyHandlers.ofString());
        assertThat(bare.statusCode()).isEqualTo(400);
        assertThat(bare.body()).contains("only for use from agent.jar");
    }

    @Test
    void pagesAndRestPassThrough() {
        RestClient rest = new RestClient(url);
        assertThat(rest.json("api/json").getJsonArray("jobs")).isNotNull();
        rest.postXml(
                "createItem?name=through",
                "<project><project-properties class=\"java.util.concurrent.ConcurrentHashMap\"/><builders/>"
                        + "<publishers/><buildWrappers/></project>");
        assertThat(hudson.rest().json("job/through/api/json").getString("name")).isEqualTo("through");
        assertThat(rest.get("jnlpJars/agent.jar", BodyHandlers.ofByteArray()).body())
                .startsWith(new byte[] {'P', 'K'});
    }

    private static HttpResponse<String> upgrade(String node, String secret) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("wsagents/"))
                .header("Node-Name", node)
                .header("Secret-Key", secret)
                .header("X-Remoting-Capability", "rO0=")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
