package io.remotingkafka.provisioner.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ConsoleProfile.class)
class LoginIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/kafka",
                "/kafka/new",
                "/kafka/a/b",
                "/kafka/a/b/progress",
                "/connections",
                "/connections/new",
                "/connections/a",
                "/agents",
                "/agents/events",
                "/builds",
                "/builds/events",
                "/builds/item",
                "/builds/item/events",
                "/no/such/page"
            })
    void nobodyReadsPagesWithoutLogin(String path) {
        given().redirects().follow(false).get(path).then().statusCode(302).header("Location", endsWith("/login"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/connections",
                "/connections/test",
                "/connections/a/test",
                "/connections/a/delete",
                "/kafka/plan",
                "/kafka/start",
                "/kafka/a/b/again",
                "/kafka/a/b/undo",
                "/logout"
            })
    void nobodyWritesWithoutLogin(String path) {
        given().redirects()
                .follow(false)
                .formParam("name", "a")
                .post(path)
                .then()
                .statusCode(302)
                .header("Location", endsWith("/login"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/connections", "/api/no/such", "/q/openapi", "/q/metrics"})
    void restAsksForCredentialsInsteadOfShowingAForm(String path) {
        given().redirects().follow(false).get(path).then().statusCode(401);
    }

    @Test
    void healthAndTheLoginPageAreOpen() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/login").then().statusCode(200).body(containsString("type=\"password\""));
    }

    @Test
    void restTakesTheUserAndPassword() {
        given().auth()
                .preemptive()
                .basic("admin", ConsoleProfile.PASSWORD)
                .get("/q/openapi")
                .then()
                .statusCode(200);
        given().auth()
                .preemptive()
                .basic("admin", "guessed")
                .get("/q/openapi")
                .then()
                .statusCode(401);
    }

    @Test
    void aSessionOpensPagesButNotRest() {
        String session = Browser.login();

        given().cookie(Browser.SESSION, session).get("/kafka").then().statusCode(200);
        given().cookie(Browser.SESSION, session).get("/q/openapi").then().statusCode(401);
    }

    @Test
    void theSessionIsForThisSiteAndNotForScripts() {
        Response response = Browser.tryLogin("admin", ConsoleProfile.PASSWORD);

        response.then()
                .statusCode(302)
                .header("Set-Cookie", containsString("HTTPOnly"))
                .header("Set-Cookie", containsString("SameSite=Strict"));
    }

    @Test
    void aWrongPasswordLeadsBackToTheForm() {
        Browser.tryLogin("admin", "guessed").then().statusCode(302).header("Location", endsWith("/login?failed=true"));
        given().get("/login?failed=true").then().body(containsString("User or password is wrong"));
    }

    @Test
    void loggingOutEndsTheSession() {
        Response response = Browser.loggedIn().post("/logout");

        response.then().statusCode(303).header("Location", endsWith("/login"));
        assertThat(response.getDetailedCookie(Browser.SESSION).getValue()).isEmpty();
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        String session = Browser.login();

        given().cookie(Browser.SESSION, session)
                .formParam("name", "planted")
                .post("/connections")
                .then()
                .statusCode(400);
    }

    @Test
    void pagesRunNoScriptOfTheirOwnAndLoadNothingFromElsewhere() {
        given().get("/login")
                .then()
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("Cache-Control", "no-store")
                .body(not(containsString("<style")))
                .body(not(containsString("style=")))
                .body(not(containsString("onclick")));
    }

    @Test
    void aPartOfAPageThatFindsTheSessionEndedMakesTheBrowserLogIn() {
        given().header("HX-Request", "true")
                .get("/login")
                .then()
                .statusCode(204)
                .header("HX-Redirect", "/login");
    }
}
