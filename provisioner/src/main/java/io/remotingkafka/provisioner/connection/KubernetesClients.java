package io.remotingkafka.provisioner.connection;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.provisioner.pki.Certificates;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes clients of API servers. Whoever opens one closes it. */
@ApplicationScoped
public class KubernetesClients {
    private final Endpoints endpoints;
    private final ConnectionsConfig config;
    private final KubernetesSerialization serialization;

    KubernetesClients(Endpoints endpoints, ConnectionsConfig config, KubernetesSerialization serialization) {
        this.endpoints = endpoints;
        this.config = config;
        this.serialization = serialization;
    }

    /**
     * A client for what a connection names; its namespace is the client's.
     *
     * @throws InvalidConnectionException if the connection cannot be used as entered
     */
    public KubernetesClient open(Connection connection) {
        return open(endpoints.resolve(connection));
    }

    /** A client for an endpoint. */
    public KubernetesClient open(Endpoint endpoint) {
        return new KubernetesClientBuilder()
                .withConfig(configure(endpoint))
                .withKubernetesSerialization(serialization)
                .build();
    }

    private Config configure(Endpoint endpoint) {
        ConfigBuilder builder = new ConfigBuilder(Config.empty())
                .withMasterUrl(endpoint.server().toString())
                .withNamespace(endpoint.namespace())
                .withTrustCerts(endpoint.skipTlsVerification())
                .withDisableHostnameVerification(endpoint.skipTlsVerification())
                .withConnectionTimeout((int) config.connectTimeout().toMillis())
                .withRequestTimeout((int) config.requestTimeout().toMillis())
                .withRequestRetryBackoffLimit(2)
                .withRequestRetryBackoffInterval(200)
                .withUserAgent("remoting-kafka-provisioner");
        endpoint.caCertificate().ifPresent(ca -> builder.withCaCertData(base64(ca)));
        switch (endpoint.login()) {
            case Endpoint.Login.Token token -> builder.withOauthTokenProvider(token.token()::get);
            case Endpoint.Login.Certificate certificate ->
                builder.withClientCertData(base64(certificate.certificate()))
                        .withClientKeyData(base64(certificate.key().reveal()))
                        .withClientKeyAlgo(keyAlgorithm(certificate.certificate()));
            case Endpoint.Login.Basic basic ->
                builder.withUsername(basic.user()).withPassword(basic.password().reveal());
            case Endpoint.Login.Anonymous ignored -> builder.withOauthToken(null);
        }
        return builder.build();
    }

    /** The key itself may not say what it is: PKCS#8 begins the same for all kinds. */
    private static String keyAlgorithm(String certificate) {
        try {
            return Certificates.parse(certificate).getPublicKey().getAlgorithm();
        } catch (IllegalArgumentException e) {
            throw new InvalidConnectionException("credentials.certificate: " + e.getMessage() + ".", e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
