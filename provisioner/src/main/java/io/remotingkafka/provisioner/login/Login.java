package io.remotingkafka.provisioner.login;

import io.quarkus.vertx.http.security.HttpSecurity;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Lets nobody in without a login, but to health. REST takes what a program sends with each request, never a cookie, so
 * that no page of another site can make a call.
 */
@Singleton
class Login {
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
        http.path("/q/health", "/q/health/*").permit();
        if (openIdConnect) {
            http.path("/*").bearer().authenticated();
            return;
        }
        LocalAccount local =
                config.password().map(LocalAccount::configured).orElseGet(() -> LocalAccount.in(config.file()));
        local.generated().ifPresent(this::tell);
        account = Optional.of(local);
        http.basic("remoting-kafka");
        http.path("/*").basic().authenticated();
    }

    /** Whether this is the local user, and there is one. */
    boolean admits(String user, String password) {
        return account.filter(
                        local -> config.user().equals(user) && local.password().matches(password))
                .isPresent();
    }

    // The one time that a secret is told: nobody could log in otherwise.
    private void tell(String password) {
        LOG.infof(
                "Log in as user=%s with password=%s (generated now, not shown again; to get a new one, delete %s)",
                config.user(), password, config.file());
    }
}
