package io.remotingkafka.provisioner.login;

import io.quarkus.vertx.http.runtime.FormAuthConfig.CookieSameSite;
import io.quarkus.vertx.http.security.Form;
import io.quarkus.vertx.http.security.HttpSecurity;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Lets nobody in without a login, but to health, the login page and what it looks like.
 *
 * <p>Pages take the session cookie, and REST takes what a program sends with each request: a session alone never
 * authorises a REST call, so that no page of another site can make one.
 */
@Singleton
public class Login {
    private static final Logger LOG = Logger.getLogger(Login.class);

    private final LoginConfig config;
    private final boolean openIdConnect;
    private Optional<LocalAccount> account = Optional.empty();

    Login(
            LoginConfig config,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> server) {
        if (server.isPresent() && !enabled) {
            throw new IllegalStateException("quarkus.oidc.auth-server-url names a server that nobody would be sent to:"
                    + " set quarkus.oidc.tenant-enabled=true as well, or leave the server out");
        }
        this.config = config;
        this.openIdConnect = enabled;
    }

    void configure(@Observes HttpSecurity http) {
        http.path("/q/health", "/q/health/*", "/assets/*", "/login").permit();
        if (openIdConnect) {
            http.path("/api", "/api/*", "/q/*").bearer().authenticated();
            http.path("/*").authorizationCodeFlow().authenticated();
            return;
        }
        LocalAccount local =
                config.password().map(LocalAccount::configured).orElseGet(() -> LocalAccount.in(config.file()));
        local.generated().ifPresent(this::tell);
        account = Optional.of(local);
        http.basic("remoting-kafka");
        http.mechanism(Form.builder()
                .loginPage("/login")
                .errorPage("/login?failed=true")
                .landingPage("/")
                .postLocation("/login/session")
                .usernameParameter("user")
                .passwordParameter("password")
                .cookieName("remoting-kafka-session")
                .locationCookie("remoting-kafka-location")
                .cookieSameSite(CookieSameSite.STRICT)
                .httpOnlyCookie()
                .timeout(config.sessionTimeout())
                .encryptionKey(local.sessionKey())
                .build());
        http.path("/api", "/api/*", "/q/*").basic().authenticated();
        http.path("/*").form().authenticated();
    }

    /** Whether an OpenID Connect server says who may come in. */
    public boolean openIdConnect() {
        return openIdConnect;
    }

    /** The local user's name. */
    public String user() {
        return config.user();
    }

    /** Whether this is the local user, and there is one. */
    boolean admits(String user, String password) {
        return account.filter(
                        local -> config.user().equals(user) && local.password().matches(password))
                .isPresent();
    }

    /** Whether a session of that user, which was opened before, still counts. */
    boolean knows(String user) {
        return account.isPresent() && config.user().equals(user);
    }

    // The one time that a secret is told: nobody could log in otherwise.
    private void tell(String password) {
        LOG.infof(
                "Log in as user=%s with password=%s (generated now, not shown again; to get a new one, delete %s)",
                config.user(), password, config.file());
    }
}
