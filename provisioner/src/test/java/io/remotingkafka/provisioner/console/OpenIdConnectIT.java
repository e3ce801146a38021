package io.remotingkafka.provisioner.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With an OpenID Connect server, that server alone says who comes in. */
@QuarkusTest
@TestProfile(OpenIdConnectIT.Profile.class)
@QuarkusTestResource(value = OidcWiremockTestResource.class, restrictToAnnotatedClass = true)
class OpenIdConnectIT {
    /** A realm of the test's server. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.oidc.tenant-enabled", "true",
                    "quarkus.oidc.auth-server-url", "${keycloak.url:replaced-by-test-resource}/realms/quarkus",
                    "quarkus.oidc.client-id", "console",
                    "quarkus.oidc.credentials.secret", "a-secret-of-more-than-thirty-two-characters",
                    "provisioner.login.password", ConsoleProfile.PASSWORD);
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return new ConsoleProfile().getEnabledAlternatives();
        }
    }

    @Test
    void pagesSendTheBrowserToTheServer() {
        given().redirects()
                .follow(false)
                .get("/kafka")
                .then()
                .statusCode(302)
                .header("Location", containsString("/realms/quarkus"))
                .header("Location", containsString("code_challenge="));
    }

    @Test
    void restTakesTheServersTokens() {
        String token = OidcWiremockTestResource.getAccessToken("alice", Set.of("user"));

        given().auth().oauth2(token).get("/q/openapi").then().statusCode(200);
        given().auth().oauth2(token + "x").get("/q/openapi").then().statusCode(401);
        given().redirects().follow(false).get("/q/openapi").then().statusCode(401);
    }

    @Test
    void thereIsNoLocalUser() {
        given().auth()
                .preemptive()
                .basic("admin", ConsoleProfile.PASSWORD)
                .get("/q/openapi")
                .then()
                .statusCode(401);
        given().redirects()
                .follow(false)
                .formParam("user", "admin")
                .formParam("password", ConsoleProfile.PASSWORD)
                .post("/login/session")
                .then()
                .statusCode(302)
                .header("Location", containsString("/realms/quarkus"));
    }

    @Test
    void healthIsOpen() {
        given().get("/q/health/live").then().statusCode(200);
    }
}
