package io.remotingkafka.provisioner.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REST over a real HTTP port, without a Kubernetes behind it. */
@QuarkusTest
@TestProfile(RestProfile.class)
class RestIT {
    private static final String CONNECTIONS = "/api/v1/connections";

    @ParameterizedTest
    @ValueSource(strings = {CONNECTIONS, CONNECTIONS + "/a/clusters/b", "/api/no/such", "/q/openapi"})
    void nothingIsReadWithoutLogin(String path) {
        given().get(path).then().statusCode(401);
    }

    @Test
    void nothingIsWrittenWithoutLogin() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .put(CONNECTIONS + "/a")
                .then()
                .statusCode(401);
        given().delete(CONNECTIONS + "/a/clusters/b").then().statusCode(401);
    }

    @Test
    void healthIsOpen() {
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void aWrongPasswordIsRefused() {
        given().auth()
                .preemptive()
                .basic("admin", "guessed")
                .get(CONNECTIONS)
                .then()
                .statusCode(401);
    }

    @Test
    void credentialsGoInAndNeverComeOut() {
        String token = "a-token-that-must-not-be-seen";

        String stored = asAdmin()
                .body(connection("\"server\":\"https://127.0.0.1:1\",", token))
                .put(CONNECTIONS + "/hidden")
                .then()
                .statusCode(200)
                .body("credentials", equalTo("BearerToken"))
                .extract()
                .asString();

        assertThat(stored).doesNotContain(token);
        asAdmin().get(CONNECTIONS + "/hidden").then().body(not(containsString(token)));
        asAdmin().get(CONNECTIONS).then().body(not(containsString(token)));
    }

    @Test
    void aConnectionWithoutItsServerNamesTheField() {
        asAdmin()
                .body(connection("", "a-token"))
                .put(CONNECTIONS + "/incomplete")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:remoting-kafka:invalid-connection"))
                .body("detail", containsString("server"));
    }

    @Test
    void whatCannotBeReadIsToldWithoutItsText() {
        asAdmin()
                .body(
                        "{\"server\":\"https://127.0.0.1:1\",\"credentials\":{\"kind\":\"BearerToken\",\"token\":[\"s3cret\"]}}")
                .put(CONNECTIONS + "/broken")
                .then()
                .statusCode(400)
                .body("detail", containsString("credentials.token"))
                .body(not(containsString("s3cret")));
    }

    @Test
    void aConnectionToNowhereSaysWhatFailedAndWhatToDo() {
        asAdmin()
                .body(connection("\"server\":\"https://127.0.0.1:1\",", "a-token"))
                .put(CONNECTIONS + "/nowhere")
                .then()
                .statusCode(200);

        asAdmin()
                .post(CONNECTIONS + "/nowhere/test")
                .then()
                .statusCode(200)
                .body("checks[0].subject.kind", equalTo("ServerReached"))
                .body("checks[0].outcome", equalTo("FAILED"))
                .body("checks[0].remedy", containsString("kubectl cluster-info"));
        asAdmin()
                .body("{}")
                .put(CONNECTIONS + "/nowhere/clusters/demo")
                .then()
                .statusCode(502)
                .body("type", equalTo("urn:remoting-kafka:unreachable"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"storage\":{\"size\":\"much\"}} | storage.size",
                "{\"listeners\":{\"external\":{\"type\":\"NodePort\",\"nodePort\":80}}} | nodePort",
                "{\"mode\":\"ZooKeeper\",\"profile\":\"Three\"} | profile",
                "{\"mode\":\"Strimzy\"} | mode",
                "{\"mode\":\"External\"} | external.bootstrapServers",
                "{\"mode\":\"External\",\"external\":{\"bootstrapServers\":\"kafka\"}} | host:port",
                "{\"external\":{\"bootstrapServers\":\"kafka:9092\"}} | only mode External"
            })
    void aSpecificationThatCannotBeNamesTheField(String spec, String field) {
        asAdmin()
                .body(spec)
                .post(CONNECTIONS + "/any/clusters/demo/plan")
                .then()
                .statusCode(400)
                .body("detail", containsString(field));
    }

    @Test
    void anUnknownConnectionIsNotFound() {
        asAdmin().get(CONNECTIONS + "/none").then().statusCode(404);
        asAdmin()
                .get(CONNECTIONS + "/none/clusters/demo")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:remoting-kafka:unknown-connection"));
    }

    private static RequestSpecification asAdmin() {
        return given().auth().preemptive().basic("admin", RestProfile.PASSWORD).contentType(ContentType.JSON);
    }

    private static String connection(String server, String token) {
        return "{" + server + "\"credentials\":{\"kind\":\"BearerToken\",\"token\":\"" + token + "\"}}";
    }
}
