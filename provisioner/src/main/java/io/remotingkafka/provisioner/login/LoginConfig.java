package io.remotingkafka.provisioner.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may use the console and REST. With {@code quarkus.oidc.tenant-enabled=true} that is whoever the OpenID Connect
 * server lets in; without it, one user with one password.
 */
@ConfigMapping(prefix = "provisioner.login")
public interface LoginConfig {
    /** The local user's name. */
    @WithDefault("admin")
    String user();

    /** The local user's password; one is generated, and told in the log once, where it is empty. */
    Optional<String> password();

    /** Where the generated password's hash is kept, readable for its owner alone. */
    @WithDefault("${user.home}/.remoting-kafka/login.properties")
    Path file();

    /** How long a session of the console lasts without a request. */
    @WithDefault("1h")
    Duration sessionTimeout();
}
