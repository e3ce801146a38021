package io.remotingkafka.broker.jenkins;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.protocol.naming.ControllerName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a controller is and how it is spoken to.
 *
 * @param base ends with a slash
 * @param authorization the header's value for REST calls, if there are credentials
 */
public record Controller(
        ControllerName name, URI base, Optional<String> authorization, Optional<String> caFile, boolean insecure) {
    /**
     * @throws IllegalArgumentException naming the key, if a setting cannot be used
     */
    static Controller of(ControllerName name, BrokerConfig.Controller config) {
        String key = "remoting.controllers." + name + ".url";
        URI url = config.url();
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(key + " holds credentials, which would stand in every log: set"
                    + " remoting.controllers." + name + ".user and .token instead");
        }
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    key + "=" + url + ": the controller's address is expected, such as https://jenkins.example.com/");
        }
        if (config.user().isPresent() != config.token().isPresent()) {
            throw new IllegalArgumentException(
                    "remoting.controllers." + name + ".user and .token belong together; one of them is missing");
        }
        config.tls().caFile().filter(file -> !Files.isReadable(Path.of(file))).ifPresent(file -> {
            throw new IllegalArgumentException("remoting.controllers." + name + ".tls.ca-file=" + file
                    + ": a PEM file that can be read is expected");
        });
        Optional<String> authorization = config.user()
                .map(user -> "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (user + ":" + config.token().orElseThrow()).getBytes(StandardCharsets.UTF_8)));
        URI base = url.toString().endsWith("/") ? url : URI.create(url + "/");
        return new Controller(
                name, base, authorization, config.tls().caFile(), config.tls().insecure());
    }

    boolean isTls() {
        return "https".equals(base.getScheme());
    }

    int port() {
        return base.getPort() > 0 ? base.getPort() : isTls() ? 443 : 80;
    }

    /** The path of a resource below the controller's context path. */
    String path(String resource) {
        return base.getRawPath() + resource;
    }

    /** Scheme, host and port, as browsers send it. */
    String origin() {
        return base.getScheme() + "://" + base.getRawAuthority();
    }

    @Override
    public String toString() {
        return name + " at " + base;
    }
}
