package io.remotingkafka.provisioner.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a kubeconfig that a user sent. It is a stranger's file, so nothing in it is followed: neither a program to run
 * (exec plugins, auth providers) nor a path on this machine. Both are refused with what to do instead.
 */
final class KubeconfigReader {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private KubeconfigReader() {}

    static Endpoint read(Credentials.Kubeconfig kubeconfig, Connection connection) {
        Config config = parse(kubeconfig.text().reveal());
        String contextName = kubeconfig
                .context()
                .or(() -> text(config.getCurrentContext()))
                .orElseThrow(() -> new InvalidConnectionException(
                        "The kubeconfig has no current-context: name one of its contexts."));
        Context context =
                named(config.getContexts(), NamedContext::getName, NamedContext::getContext, contextName, "context");
        Cluster cluster = named(
                config.getClusters(), NamedCluster::getName, NamedCluster::getCluster, context.getCluster(), "cluster");
        AuthInfo user = text(context.getUser())
                .map(name -> named(config.getUsers(), NamedAuthInfo::getName, NamedAuthInfo::getUser, name, "user"))
                .orElseGet(AuthInfo::new);
        refuseFiles(cluster, user);
        URI server = connection
                .server()
                .or(() -> text(cluster.getServer()).map(Endpoints::parse))
                .orElseThrow(() -> new InvalidConnectionException(
                        "The kubeconfig's cluster " + context.getCluster() + " has no server."));
        return new Endpoint(
                server,
                connection.caCertificate().or(() -> text(cluster.getCertificateAuthorityData())
                        .map(KubeconfigReader::decode)),
                connection.skipTlsVerification() || Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify()),
                connection.namespace().or(() -> text(context.getNamespace())).orElse("default"),
                login(user));
    }

    private static Config parse(String text) {
        Config config;
        try {
            config = YAML.readValue(text, Config.class);
        } catch (JsonProcessingException e) {
            // The cause quotes the text, secrets and all, so it goes no further.
            throw new InvalidConnectionException("Expected a kubeconfig, a YAML file with clusters, users and contexts;"
                    + " this text is not one. \"kubectl config view --raw --flatten\" prints one.");
        }
        if (config == null
                || config.getContexts() == null
                || config.getContexts().isEmpty()) {
            throw new InvalidConnectionException("Expected a kubeconfig, a YAML file with clusters, users and"
                    + " contexts; this text has no contexts. \"kubectl config view --raw --flatten\" prints one.");
        }
        return config;
    }

    private static <N, T> T named(
            List<N> all, Function<N, String> name, Function<N, T> content, String wanted, String what) {
        return all.stream()
                .filter(each -> wanted != null && wanted.equals(name.apply(each)))
                .map(content)
                .findFirst()
                .orElseThrow(() -> new InvalidConnectionException("The kubeconfig has no " + what + " named '" + wanted
                        + "', only " + all.stream().map(name).sorted().toList() + "."));
    }

    private static void refuseFiles(Cluster cluster, AuthInfo user) {
        if (user.getExec() != null || user.getAuthProvider() != null) {
            throw new InvalidConnectionException("The kubeconfig's user has a program make its credentials; the"
                    + " provisioner runs no programs. Make a token, for example with \"kubectl create token\", and use"
                    + " that.");
        }
        boolean files = text(cluster.getCertificateAuthority()).isPresent()
                || text(user.getClientCertificate()).isPresent()
                || text(user.getClientKey()).isPresent()
                || text(user.getTokenFile()).isPresent();
        if (files) {
            throw new InvalidConnectionException("The kubeconfig names files of another machine. Use what"
                    + " \"kubectl config view --raw --flatten\" prints: it holds the files' contents.");
        }
    }

    private static Endpoint.Login login(AuthInfo user) {
        if (text(user.getToken()).isPresent()) {
            String token = user.getToken();
            return new Endpoint.Login.Token(() -> token);
        }
        if (text(user.getClientCertificateData()).isPresent()
                && text(user.getClientKeyData()).isPresent()) {
            return new Endpoint.Login.Certificate(
                    decode(user.getClientCertificateData()), Confidential.of(decode(user.getClientKeyData())));
        }
        if (text(user.getUsername()).isPresent()) {
            return new Endpoint.Login.Basic(
                    user.getUsername(),
                    Confidential.of(Optional.ofNullable(user.getPassword()).orElse("")));
        }
        return new Endpoint.Login.Anonymous();
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidConnectionException("The kubeconfig holds a field …-data that is not base64.");
        }
    }

    private static Optional<String> text(String value) {
        return Optional.ofNullable(value).filter(found -> !found.isBlank());
    }
}
