package io.remotingkafka.provisioner.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.ProvisioningFailed;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.QueueEvent;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why builds wait, from Kafka to the pages. Each test has items of its own. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
@QuarkusTestResource(value = ConsoleKafka.class, restrictToAnnotatedClass = true)
class BuildsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ControllerName MAIN = new ControllerName("main");
    private static final PoolName LINUX = new PoolName("linux");

    @TestHTTPResource
    URI console;

    private final QueueItemId item = new QueueItemId(
            MAIN, "ビルド/" + UUID.randomUUID() + " & co", Instant.now().minusSeconds(90));
    private ScriptedBroker broker;
    private Browser browser;

    @BeforeEach
    void start() {
        broker = ConsoleKafka.broker();
        browser = Browser.loggedIn();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aBuildThatWaitsHasItsReasonAndItsStory() {
        String job = "сборка <b>7</b> " + UUID.randomUUID();
        tell(
                new QueueEvent.QueueItemBuildable(item, job, Optional.of("linux && jdk21"), "no agent"),
                new ItemProgress.Seen(item, job),
                new ItemProgress.AtCap(item, LINUX, 50, 50));

        await().atMost(SOON).untilAsserted(() -> browser.get("/builds")
                .then()
                .statusCode(200)
                .body(containsString("сборка &lt;b&gt;7&lt;/b&gt;"))
                .body(containsString("linux &amp;&amp; jdk21"))
                .body(containsString("Pool is full"))
                .body(containsString("at cap 50/50 of pool linux")));
        browser.get("/builds/item", "key", item.key())
                .then()
                .statusCode(200)
                .body(containsString("waits for an executor: no agent"))
                .body(containsString("at cap 50/50 of pool linux"))
                .body(containsString("maxAgents"));
    }

    @Test
    void aFailureIsShownAndItsTextIsNoMarkup() {
        AgentName agent = new AgentName("linux-" + UUID.randomUUID());
        ProvisioningFailure failure =
                new ProvisioningFailure.ImageUnavailable("pull <script>alert('x')</script>: not found");
        tell(
                new ItemProgress.Seen(item, "app"),
                new ItemProgress.AgentFailed(item, agent, failure),
                new ProvisioningFailed(MAIN, agent, LINUX, 3, failure));

        await().atMost(SOON).untilAsserted(() -> {
            String page = browser.get("/builds").asString();
            assertThat(page)
                    .contains("Agent failed", agent.value(), "attempt 3", "image-unavailable", "every 5 minutes")
                    .contains("pull &lt;script&gt;")
                    .doesNotContain("<script>alert");
        });
        assertThat(browser.get("/builds/item", "key", item.key()).asString())
                .contains("pull &lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void whatIsNotKnownIsSaid() {
        await().atMost(SOON).untilAsserted(() -> browser.get("/builds/item?key=none")
                .then()
                .statusCode(200)
                .body(containsString("Nothing is known of it")));
        browser.get("/builds/item").then().statusCode(200);
    }

    @Test
    void aQueueOfThousandsIsAPageOfHundreds() {
        List<QueueItemId> many = IntStream.range(0, 3_000)
                .mapToObj(i -> new QueueItemId(MAIN, "m" + i, Instant.now().minusSeconds(9_000 - i)))
                .toList();
        tell(many.stream().map(each -> new ItemProgress.Seen(each, "many")).toArray(Event[]::new));

        await().atMost(SOON).untilAsserted(() -> browser.get("/builds").then().body(containsString("more that wait")));
        String page = browser.get("/builds").asString();
        assertThat(page.split("story-main/m", -1)).hasSize(201);
        assertThat(page).contains("story-main/m0/").hasSizeLessThan(250_000);

        tell(many.stream().map(ItemProgress.Left::new).toArray(Event[]::new));
    }

    @Test
    void pagesAreToldWhatHappens() throws IOException, InterruptedException {
        tell(new ItemProgress.Seen(item, "live"));

        try (Stream<String> list = events("/builds/events");
                Stream<String> story =
                        events("/builds/item/events?key=" + URLEncoder.encode(item.key(), StandardCharsets.UTF_8))) {
            tell(new ItemProgress.NoPool(item, "solaris"));

            assertThat(list.anyMatch(line -> line.contains("no pool has the label solaris")))
                    .isTrue();
            assertThat(story.filter(line -> line.contains("no pool has the label solaris"))
                            .limit(2))
                    .as("the story, and what is read out")
                    .hasSize(2);
        }
    }

    @Test
    void anAgentOnDemandTellsItsPool() {
        AgentId id = new AgentId(MAIN, new AgentName("windows-1"));
        AgentOrigin origin =
                new AgentOrigin.Provisioned(new PoolName("windows-pool"), Optional.of(item), 1, Instant.now());
        broker.tell(
                ConsoleKafka.TOPICS.agents(),
                Instant.now(),
                new AgentEvent.AgentRegistered(AgentState.fresh(id, 0, origin)));

        await().atMost(SOON).untilAsserted(() -> browser.get("/agents").then().body(containsString("windows-pool")));
    }

    private Stream<String> events(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(console.resolve(path))
                .header("Cookie", Browser.SESSION + "=" + Browser.login())
                .timeout(SOON)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    private void tell(Event... events) {
        broker.tell(ConsoleKafka.TOPICS.queue(), Instant.now(), events);
    }
}
