package io.remotingkafka.provisioner.connection.check;

import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionsConfig;
import io.remotingkafka.provisioner.connection.Credentials;
import io.remotingkafka.provisioner.connection.Endpoint;
import io.remotingkafka.provisioner.connection.Endpoints;
import io.remotingkafka.provisioner.connection.InvalidConnectionException;
import io.remotingkafka.provisioner.connection.KubernetesClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Asks the server itself. What builds on something that failed is skipped. */
@ApplicationScoped
class LiveConnectionTest implements ConnectionTest {
    private static final int UNAUTHORIZED = 401;
    private static final String STRANGER = "system:anonymous";

    private final Endpoints endpoints;
    private final KubernetesClients clients;
    private final ConnectionsConfig config;

    LiveConnectionTest(Endpoints endpoints, KubernetesClients clients, ConnectionsConfig config) {
        this.endpoints = endpoints;
        this.clients = clients;
        this.config = config;
    }

    @Override
    public ConnectionReport run(Connection connection) {
        List<Check> checks = new ArrayList<>();
        try {
            Endpoint endpoint = endpoints.resolve(connection);
            ServerChecks server = new ServerChecks(endpoint, config.connectTimeout());
            checks.add(server.reached());
            if (good(checks)) {
                checks.add(server.trusted());
            }
            if (good(checks)) {
                try (KubernetesClient client = clients.open(endpoint)) {
                    ask(client, connection.credentials(), checks);
                }
            }
        } catch (InvalidConnectionException e) {
            checks.add(Check.failed(new Subject.ServerReached(), e.getMessage(), "Enter the connection anew."));
        }
        subjects()
                .filter(subject ->
                        checks.stream().noneMatch(check -> check.subject().equals(subject)))
                .forEach(subject -> checks.add(Check.skipped(subject)));
        return new ConnectionReport(checks);
    }

    private static void ask(KubernetesClient client, Credentials credentials, List<Check> checks) {
        checks.add(version(client));
        checks.add(identity(client, credentials));
        if (!good(checks)) {
            return;
        }
        NamespaceChecks namespace = new NamespaceChecks(client);
        checks.add(namespace.namespace());
        if (!good(checks)) {
            return;
        }
        Permissions.needed().forEach(permission -> checks.add(permission(client, permission)));
        checks.add(namespace.storageClass());
        checks.add(namespace.quota());
        checks.add(namespace.podSecurity());
    }

    private static Check version(KubernetesClient client) {
        Subject subject = new Subject.ServerVersion();
        try {
            VersionInfo version = client.getKubernetesVersion();
            return Check.passed(subject, version.getGitVersion());
        } catch (KubernetesClientException e) {
            // Some servers keep it from strangers; who we are is looked at next.
            return Check.warning(
                    subject,
                    "is not told: " + e.getMessage(),
                    "Nothing, if it is 1.28 or later: the first with all" + " that is used here.");
        }
    }

    private static Check identity(KubernetesClient client, Credentials credentials) {
        Subject subject = new Subject.Identity();
        try {
            SelfSubjectReview review =
                    client.resource(new SelfSubjectReviewBuilder().build()).create();
            String name = review.getStatus().getUserInfo().getUsername();
            return STRANGER.equals(name) ? stranger(subject, credentials) : Check.passed(subject, name);
        } catch (KubernetesClientException e) {
            if (e.getCode() == UNAUTHORIZED) {
                return Check.failed(subject, "the server does not know these credentials (401)", remedy(credentials));
            }
            if (String.valueOf(e.getMessage()).contains(STRANGER)) {
                return stranger(subject, credentials);
            }
            return Check.failed(
                    subject,
                    "cannot be asked for: " + e.getMessage(),
                    "Check that the server is Kubernetes 1.28 or later.");
        }
    }

    /** What most servers make of credentials of a kind that they do not take: they pass them over. */
    private static Check stranger(Subject subject, Credentials credentials) {
        return Check.failed(
                subject, "the server passes these credentials over and takes us for a stranger", remedy(credentials));
    }

    private static String remedy(Credentials credentials) {
        return switch (credentials) {
            case Credentials.BearerToken ignored ->
                "Make a new token, for example with \"kubectl create token\": they end after an hour by default.";
            case Credentials.ClientCertificate ignored ->
                "Use a certificate that this server's client CA signed and that is still valid.";
            case Credentials.UserPassword ignored ->
                "Kubernetes takes no user and password since 1.19. They work only towards a proxy in front of it that"
                        + " accepts them; enter that proxy's URL, or use a token.";
            case Credentials.Kubeconfig ignored ->
                "Look whether \"kubectl\" works with this file and context; its credentials may have ended.";
            case Credentials.InCluster ignored -> "Look at the service account of the provisioner's pod.";
        };
    }

    private static Check permission(KubernetesClient client, Subject.Permission needed) {
        int slash = needed.resource().indexOf('/');
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(client.getNamespace())
                .withVerb(needed.verb())
                .withGroup(needed.group())
                .withResource(slash < 0 ? needed.resource() : needed.resource().substring(0, slash))
                .withSubresource(slash < 0 ? null : needed.resource().substring(slash + 1))
                .endResourceAttributes()
                .endSpec()
                .build();
        try {
            SelfSubjectAccessReview answer = client.resource(question).create();
            return Boolean.TRUE.equals(answer.getStatus().getAllowed())
                    ? Check.passed(needed, "allowed")
                    : Check.failed(
                            needed,
                            "not allowed; needed for " + needed.purpose(),
                            "Add verb " + needed.verb() + " on " + needed.resource() + " to the account's role in"
                                    + " namespace " + client.getNamespace() + ".");
        } catch (KubernetesClientException e) {
            return Check.failed(needed, "cannot be asked for: " + e.getMessage(), "Test again.");
        }
    }

    private static boolean good(List<Check> checks) {
        return checks.stream().noneMatch(check -> check.outcome() == Check.Outcome.FAILED);
    }

    private static Stream<Subject> subjects() {
        return Stream.concat(
                Stream.of(
                        new Subject.ServerReached(),
                        new Subject.TlsTrusted(),
                        new Subject.ServerVersion(),
                        new Subject.Identity(),
                        new Subject.TargetNamespace()),
                Stream.concat(
                        Permissions.needed().stream(),
                        Stream.of(new Subject.DefaultStorageClass(), new Subject.Quota(), new Subject.PodSecurity())));
    }
}
