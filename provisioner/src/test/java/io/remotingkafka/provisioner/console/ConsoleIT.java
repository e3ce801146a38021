package io.remotingkafka.provisioner.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.remotingkafka.provisioner.connection.Confidential;
import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.Credentials;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages as they are sent, without a browser. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class ConsoleIT {
    private static final String SERVER = "https://203.0.113.7:6443";
    private static final String SECRET = "eyJhbGciOi-a-token";

    @Inject
    ConnectionsInMemory connections;

    @Inject
    ScriptedConnectionTest tests;

    private Browser browser;

    @BeforeEach
    void login() {
        connections.all.clear();
        tests.tested.clear();
        browser = Browser.loggedIn();
    }

    @Test
    void aFormThatIsShownAgainHasNoSecrets() {
        browser.post("/connections", "name", "Not A Name", "server", SERVER, "kind", "BearerToken", "token", SECRET)
                .then()
                .statusCode(422)
                .body(containsString("Not A Name"))
                .body(containsString("#name"))
                .body(not(containsString(SECRET)));
    }

    @Test
    void testingAFormKeepsNothing() {
        browser.post("/connections/test", "name", "good", "server", SERVER, "kind", "BearerToken", "token", SECRET)
                .then()
                .statusCode(200)
                .body(containsString("Kafka can be set up through this connection"))
                .body(not(containsString(SECRET)));

        assertThat(tests.tested).singleElement().satisfies(tested -> assertThat(tested.credentials())
                .isEqualTo(new Credentials.BearerToken(Confidential.of(SECRET))));
        assertThat(connections.all).isEmpty();
    }

    @Test
    void aNewConnectionDoesNotReplaceAnotherOfItsName() {
        keep("production");

        browser.post("/connections", "name", "production", "server", SERVER, "kind", "BearerToken", "token", "other")
                .then()
                .statusCode(422)
                .body(containsString("already"));

        assertThat(connections
                        .find(new ConnectionName("production"))
                        .orElseThrow()
                        .credentials())
                .isEqualTo(new Credentials.BearerToken(Confidential.of(SECRET)));
    }

    @Test
    void aConnectionIsDeletedAfterAQuestion() {
        keep("production");

        browser.get("/connections/production/delete")
                .then()
                .statusCode(200)
                .body(containsString("Delete the connection"));
        assertThat(connections.all).hasSize(1);
        browser.post("/connections/production/delete")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/connections"));
        assertThat(connections.all).isEmpty();
    }

    @Test
    void aConnectionThatDoesNotAnswerIsToldWithWhatToDo() {
        keep("unreachable");

        browser.get("/kafka/of/unreachable")
                .then()
                .statusCode(200)
                .body(containsString("did not answer within 5 s"))
                .body(containsString("firewall"))
                .body(containsString("server-unreachable"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : new String[] {
            "/connections/none", "/connections/Not-A-Name", "/kafka/of/none", "/kafka/none/none/change", "/kafka/none/X"
        }) {
            browser.get(path)
                    .then()
                    .statusCode(404)
                    .contentType(containsString("text/html"))
                    .body(containsString("Not found"));
        }
        browser.get("/kafka/none/none").then().statusCode(200).body(containsString("Nothing of this cluster is there"));
    }

    @Test
    void aConflictIsInThePlan() {
        keep("production");

        browser.post("/kafka/plan", "connection", "production", "name", "theirs")
                .then()
                .statusCode(200)
                .body(containsString("This cannot be applied"))
                .body(containsString("spec.ports belongs to kubectl-client-side-apply"));
    }

    @Test
    void pagesOfEventsSayWhatIsMissing() {
        for (String path : new String[] {"/agents", "/builds", "/builds/item?key=main/1/2"}) {
            browser.get(path).then().statusCode(200).body(containsString("kafka.bootstrap.servers"));
        }
    }

    private void keep(String name) {
        connections.save(new Connection(
                new ConnectionName(name),
                Optional.of(URI.create(SERVER)),
                Optional.empty(),
                false,
                Optional.empty(),
                new Credentials.BearerToken(Confidential.of(SECRET))));
    }
}
