package io.remotingkafka.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A namespace for agents, restricted, with an account that has a documented role's rights and no other: the agent-broker's. */
final class PoolNamespace implements AutoCloseable {
    private static final String ACCOUNT = "agent-broker";
    private static final String ROLE = "k8s/rbac/agent-broker-role.yaml";

    private final KubernetesClient admin = client();
    private final String name = "agents-" + UUID.randomUUID().toString().substring(0, 8);
    private final String role;

    private PoolNamespace(String role) {
        this.role = role;
    }

    /** On the node that the environment variable KUBECONFIG names. */
    static PoolNamespace create() {
        return create(ROLE);
    }

    /** The same for an account that has the rights of another of the documented roles. */
    static PoolNamespace create(String role) {
        PoolNamespace namespace = new PoolNamespace(role);
        namespace
                .admin
                .resource(namespace.file("k8s/crds/agentpools.yaml", GenericKubernetesResource.class))
                .forceConflicts()
                .serverSideApply();
        namespace.create(new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace.name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build());
        namespace.create(new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .endMetadata()
                .build());
        namespace.allow(role);
        return namespace;
    }

    /** Gives the account the rights of one of the documented roles. */
    void allow(String path) {
        Role documented = role(path);
        create(documented);
        bind(documented.getMetadata().getName(), this);
    }

    /** Gives the account of another namespace the rights that this one's has. */
    void allowAlso(PoolNamespace other) {
        bind(role(role).getMetadata().getName(), other);
    }

    private void bind(String title, PoolNamespace accounts) {
        create(new RoleBindingBuilder()
                .withNewMetadata()
                .withName(title + "-of-" + accounts.name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", title)
                .addNewSubject(null, "ServiceAccount", ACCOUNT, accounts.name)
                .build());
    }

    /** What the account may do by the documented role. */
    AccountRights rights() {
        return new AccountRights(admin, name, role(role));
    }

    /** The agent-broker's. */
    static Role documentedRole() {
        return role(ROLE);
    }

    static Role role(String path) {
        try (var file = Files.newInputStream(ProjectRoot.find().resolve(path))) {
            return new KubernetesSerialization().unmarshal(file, Role.class);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static KubernetesClient client() {
        Config config = Config.autoConfigure(null);
        String key = new String(Base64.getDecoder().decode(config.getClientKeyData()), StandardCharsets.US_ASCII);
        // The client takes any key for RSA unless it is told.
        config.setClientKeyAlgo(key.contains("RSA PRIVATE KEY") ? "RSA" : "EC");
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    String name() {
        return name;
    }

    KubernetesClient admin() {
        return admin;
    }

    /** How the agent-broker reaches the API server, as its account. */
    Map<String, String> brokerSettings(Path directory) {
        Map<String, String> settings =
                new HashMap<>(serverSettings(directory, admin.getMasterUrl().toString(), certificateAuthority()));
        settings.put("remoting.kubernetes.token-file", file(directory.resolve("token"), token()));
        settings.put("remoting.kubernetes.namespace", name);
        return settings;
    }

    /** The same as the environment of a program that looks for a kubeconfig. */
    Map<String, String> environment(Path directory) {
        return Map.of("KUBECONFIG", file(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{ name: test, cluster: { server: "%s", certificate-authority-data: %s } }]
                users: [{ name: test, user: { token: %s } }]
                contexts: [{ name: test, context: { cluster: test, user: test, namespace: %s } }]
                """.formatted(
                        admin.getMasterUrl(), admin.getConfiguration().getCaCertData(), token(), name)));
    }

    private String token() {
        return admin.serviceAccounts()
                .inNamespace(name)
                .withName(ACCOUNT)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3_600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    /** Where the agent-broker finds an API server, and what it trusts. */
    static Map<String, String> serverSettings(Path directory, String server, String certificateAuthority) {
        return Map.of(
                "remoting.kubernetes.server",
                server,
                "remoting.kubernetes.ca-file",
                file(directory.resolve("ca.pem"), certificateAuthority));
    }

    /** One before this node's API server. */
    ApiProxy proxy(Path directory) {
        return ApiProxy.transparent(admin.getMasterUrl().toString(), certificateAuthority(), directory);
    }

    private String certificateAuthority() {
        return new String(
                Base64.getDecoder().decode(admin.getConfiguration().getCaCertData()), StandardCharsets.US_ASCII);
    }

    private static String file(Path file, String text) {
        try {
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Makes an object as the administrator. */
    void create(HasMetadata object) {
        admin.resource(object).inNamespace(name).create();
    }

    /** Makes a pool of that name, with this {@code spec}. */
    void createPool(String pool, String spec) {
        admin.resource(admin.getKubernetesSerialization()
                        .unmarshal(
                                "apiVersion: remotingkafka.io/v1alpha1\nkind: AgentPool\nmetadata: { name: " + pool
                                        + " }\nspec:\n" + spec.indent(2),
                                GenericKubernetesResource.class))
                .inNamespace(name)
                .create();
    }

    /** Holds a pool as the broker does while it has agents. */
    void holdPool(String pool) {
        pool(pool).edit(resource -> {
            resource.getMetadata().setFinalizers(List.of("remotingkafka.io/agents"));
            return resource;
        });
    }

    /** Lets it go, as the broker does when its agents have ended. */
    void letPoolGo(String pool) {
        letGo(pool(pool));
    }

    private static void letGo(Resource<GenericKubernetesResource> pool) {
        pool.edit(resource -> {
            resource.getMetadata().setFinalizers(List.of());
            return resource;
        });
    }

    /** Waits until somebody has deleted a pool that is held. */
    void awaitDeletion(String pool) {
        pool(pool)
                .waitUntilCondition(
                        found -> found != null && found.getMetadata().getDeletionTimestamp() != null,
                        1,
                        TimeUnit.MINUTES);
    }

    /** Removes all pools, without waiting for a broker. */
    void removePools() {
        var pools = admin.genericKubernetesResources("remotingkafka.io/v1alpha1", "AgentPool")
                .inNamespace(name);
        pools.resources().forEach(PoolNamespace::letGo);
        pools.delete();
        pools.informOnCondition(List::isEmpty).orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** Whether a pool is there and is not being deleted. */
    boolean keepsPool(String pool) {
        GenericKubernetesResource found = pool(pool).get();
        return found != null && found.getMetadata().getDeletionTimestamp() == null;
    }

    /** Deletes a pool and does not wait. */
    void deletePool(String pool) {
        pool(pool).delete();
    }

    /** Whether there is a pool of that name, be it one that is being deleted. */
    boolean hasPool(String pool) {
        return pool(pool).get() != null;
    }

    /** A pool's {@code status}, as text. */
    String status(String pool) {
        return String.valueOf(pool(pool).require().getAdditionalProperties().get("status"));
    }

    private Resource<GenericKubernetesResource> pool(String pool) {
        return admin.genericKubernetesResources("remotingkafka.io/v1alpha1", "AgentPool")
                .inNamespace(name)
                .withName(pool);
    }

    /** The agents' pods, those that are being deleted too. */
    List<Pod> pods() {
        return admin.pods().inNamespace(name).list().getItems();
    }

    /** The agents' Secrets. */
    List<Secret> secrets() {
        return admin.secrets().inNamespace(name).list().getItems();
    }

    /** All pods, Secrets and events, for a message of a failed test. */
    String describe() {
        return Stream.concat(
                        pods().stream().map(pod -> pod.getMetadata().getName() + " " + pod.getStatus()),
                        admin.v1().events().inNamespace(name).list().getItems().stream()
                                .map(event -> event.getInvolvedObject().getName() + " " + event.getReason() + " "
                                        + event.getMessage()))
                .reduce("", (all, line) -> all + "\n" + line);
    }

    @Override
    public void close() {
        // A broker that is gone takes no finalizer away.
        admin.genericKubernetesResources("remotingkafka.io/v1alpha1", "AgentPool")
                .inNamespace(name)
                .resources()
                .forEach(PoolNamespace::letGo);
        admin.namespaces().withName(name).delete();
        admin.close();
    }

    private <T extends HasMetadata> T file(String path, Class<T> type) {
        try (var file = Files.newInputStream(ProjectRoot.find().resolve(path))) {
            return admin.getKubernetesSerialization().unmarshal(file, type);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
