package io.remotingkafka.provisioner.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.connection.Confidential;
import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.Credentials;
import io.remotingkafka.testbed.browser.Chromium;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The console in a real browser: the way from a login to a Kafka and back, with and without a mouse, and how each page
 * looks. Screenshots go to {@code target/screenshots}.
 */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class ConsoleE2E {
    private static final String SECRET = "eyJhbGciOi-a-token";

    @TestHTTPResource
    URI console;

    @Inject
    ScriptedKafka kafka;

    @Inject
    ConnectionsInMemory connections;

    private Chromium chromium;

    @BeforeEach
    void open() {
        kafka.known.clear();
        connections.all.clear();
        chromium = Chromium.start(console);
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    void fromLoginToKafkaAndBack() {
        // given somebody who logs in for the first time
        chromium.open("/")
                .look("login")
                .type("password", ConsoleProfile.PASSWORD)
                .press("Log in");
        chromium.waitFor("First, a connection to Kubernetes").look("kafka-first");

        // when a connection is entered and tested
        chromium.click("Add connection").waitFor("Credentials");
        chromium.type("name", "production")
                .type("server", "https://203.0.113.7:6443")
                .type("namespace", "builds")
                .type("token", SECRET)
                .tick("skipTlsVerification")
                .look("connection-form")
                .press("Test connection")
                .waitFor("Grant the verb create")
                .look("connection-tested");
        assertThat(connections.all).isEmpty();
        chromium.press("Save").waitFor("kept, never shown").look("connection");

        // then it is kept, and its secret is in no page
        assertThat(connections.find(new ConnectionName("production")))
                .map(Connection::credentials)
                .contains(new Credentials.BearerToken(Confidential.of(SECRET)));
        assertThat(chromium.source()).doesNotContain(SECRET);
        chromium.click("Change").waitFor("Secrets are kept and never shown");
        assertThat(chromium.source()).doesNotContain(SECRET);

        // when Kafka is planned and started
        chromium.open("/connections/production").click("Set up Kafka").waitFor("Start Kafka on Kubernetes");
        chromium.look("kafka-form")
                .press("Show plan")
                .waitFor("What will be done")
                .look("kafka-plan");
        chromium.press("Start Kafka on Kubernetes")
                .waitFor("Where clients connect")
                .look("kafka-ready");

        // then it is listed, and can be taken away, by its name only
        chromium.open("/kafka").waitFor("203.0.113.7:31090").look("kafka-list");
        chromium.open("/kafka/production/kafka")
                .click("Undo")
                .waitFor("to be sure")
                .look("kafka-undo");
        chromium.type("confirmation", "another").press("Take it away").waitFor("This cannot be taken as it is");
        assertThat(kafka.removed).isEmpty();
        chromium.type("confirmation", "kafka").press("Take it away").waitFor("Nothing of this cluster is there");
        assertThat(kafka.removed).containsExactly(key("kafka"));
    }

    @Test
    void progressAndFailureAreLive() {
        keepConnection("production");
        chromium.login(ConsoleProfile.PASSWORD);

        kafka.apply(key("slow"), KafkaClusterSpec.standard());
        chromium.open("/kafka/production/slow").waitFor("pulling image").look("kafka-progress");

        kafka.apply(key("broken"), KafkaClusterSpec.standard());
        chromium.open("/kafka/production/broken").waitFor("Try again").look("kafka-failed");
        assertThat(chromium.text()).contains("image-not-pulled", "Enter an image that is there", "no space left");
    }

    @Test
    void problemsOfAFormLeadToTheirFields() {
        keepConnection("production");
        chromium.login(ConsoleProfile.PASSWORD);

        chromium.open("/kafka/new").type("name", "Not A Name").press("Start Kafka on Kubernetes");
        chromium.waitFor("This cannot be taken as it is").look("kafka-problems");
        chromium.click("A cluster's name has small letters");

        assertThat(chromium.focused()).isEqualTo("name");
        assertThat(chromium.value("name")).isEqualTo("Not A Name");
    }

    @Test
    void aKafkaThatIsThereNeedsItsAddressAlone() {
        keepConnection("production");
        chromium.login(ConsoleProfile.PASSWORD);

        chromium.open("/kafka/new");
        assertThat(chromium.isShown("external.bootstrapServers")).isFalse();
        chromium.choose("mode-external");
        assertThat(chromium.isShown("storage.ephemeral")).isFalse();
        chromium.type("name", "ours").press("Check and hand over").waitFor("This cannot be taken as it is");
        chromium.look("kafka-external-problems");
        chromium.type("external.bootstrapServers", "kafka.example.org:9093")
                .press("Check and hand over")
                .waitFor("kafka.example.org:9093");
        chromium.look("kafka-external");
        assertThat(chromium.text()).contains("External");
    }

    @Test
    void onlyTheFieldsOfTheChosenKindAreShown() {
        chromium.login(ConsoleProfile.PASSWORD);
        chromium.open("/connections/new");

        for (String[] kind : new String[][] {
            {"BearerToken", "token"},
            {"ClientCertificate", "key"},
            {"UserPassword", "password"},
            {"Kubeconfig", "context"}
        }) {
            chromium.choose("kind-" + kind[0]);
            assertThat(chromium.isShown(kind[1])).as(kind[0]).isTrue();
            assertThat(chromium.isShown("token")).as(kind[0]).isEqualTo(kind[0].equals("BearerToken"));
        }
        chromium.look("connection-kinds");
    }

    @Test
    void theKeyboardIsEnough() {
        chromium.login(ConsoleProfile.PASSWORD);
        chromium.open("/connections/new");

        chromium.keys("\t");
        assertThat(chromium.focusedText()).isEqualTo("Skip to content");
        chromium.keys("\n");
        assertThat(chromium.focused()).isEqualTo("main");
        chromium.tabTo("name").keys("good");
        chromium.tabTo("server").keys("https://203.0.113.7:6443");
        chromium.tabTo("token").keys(SECRET + "\n");

        chromium.waitFor("kept, never shown");
        assertThat(connections.find(new ConnectionName("good"))).isPresent();
    }

    @Test
    void worksWithoutScripts() {
        keepConnection("production");
        chromium.login(ConsoleProfile.PASSWORD);
        chromium.withoutScripts();

        chromium.open("/kafka/new").type("name", "plain").press("Show plan").waitFor("What will be done");
        chromium.press("Start Kafka on Kubernetes").waitFor("loaded anew every five seconds");
        kafka.known.put(key("plain"), ScriptedKafka.ready(key("plain"), KafkaClusterSpec.standard()));
        chromium.waitFor("Where clients connect");
    }

    private void keepConnection(String name) {
        connections.save(new Connection(
                new ConnectionName(name),
                Optional.of(URI.create("https://203.0.113.7:6443")),
                Optional.empty(),
                true,
                Optional.of("builds"),
                new Credentials.BearerToken(Confidential.of(SECRET))));
    }

    private static ClusterKey key(String cluster) {
        return new ClusterKey(new ConnectionName("production"), new ClusterName(cluster));
    }
}
