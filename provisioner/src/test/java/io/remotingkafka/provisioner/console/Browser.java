package io.remotingkafka.provisioner.console;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** What a browser does, without one: it logs in, and sends forms with their token. */
final class Browser {
    static final String SESSION = "remoting-kafka-session";
    private static final String TOKEN = "csrf-token";

    private final String session;
    private final String token;

    private Browser(String session, String token) {
        this.session = session;
        this.token = token;
    }

    static Browser loggedIn() {
        String session = login();
        return new Browser(
                session,
                given().cookie(SESSION, session).get("/connections/new").cookie(TOKEN));
    }

    static String login() {
        return tryLogin("admin", ConsoleProfile.PASSWORD).cookie(SESSION);
    }

    static Response tryLogin(String user, String password) {
        return given().redirects()
                .follow(false)
                .formParam("user", user)
                .formParam("password", password)
                .post("/login/session");
    }

    Response get(String path) {
        return request().get(path);
    }

    Response get(String path, String parameter, String value) {
        return request().queryParam(parameter, value).get(path);
    }

    /** A form whose fields come in pairs of name and value. */
    Response post(String path, String... fields) {
        RequestSpecification form = request().formParam(TOKEN, token);
        for (int i = 0; i < fields.length; i += 2) {
            form.formParam(fields[i], fields[i + 1]);
        }
        return form.post(path);
    }

    private RequestSpecification request() {
        return given().redirects().follow(false).cookie(SESSION, session).cookie(TOKEN, token);
    }
}
