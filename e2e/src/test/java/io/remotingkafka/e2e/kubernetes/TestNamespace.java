package io.remotingkafka.e2e.kubernetes;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A namespace of one test, with an account that has the provisioner's documented rights and no other. */
final class TestNamespace implements AutoCloseable {
    private static final String ACCOUNT = "provisioner";
    private static final Map<String, String> OURS =
            Map.of("app.kubernetes.io/managed-by", "remoting-kafka-provisioner");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourceDefinitionContext KAFKA_CLUSTERS = new ResourceDefinitionContext.Builder()
            .withGroup("remotingkafka.io")
            .withVersion("v1alpha1")
            .withKind("KafkaCluster")
            .withPlural("kafkaclusters")
            .withNamespaced(true)
            .build();

    private final KubernetesClient admin;
    private final String name;

    private TestNamespace(KubernetesClient admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    /** On the node that the environment variable KUBECONFIG names. */
    static TestNamespace create() {
        Config config = Config.autoConfigure(null);
        // The node's keys are PKCS#8, which does not say so at its beginning, and the client takes that for RSA.
        config.setClientKeyAlgo("EC");
        KubernetesClient admin =
                new KubernetesClientBuilder().withConfig(config).build();
        String name = "kafka-" + UUID.randomUUID().toString().substring(0, 8);
        TestNamespace namespace = new TestNamespace(admin, name);
        namespace.create(new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build());
        namespace.create(new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .withNamespace(name)
                .endMetadata()
                .build());
        namespace.allow(documentedRole());
        return namespace;
    }

    /** Gives the account the rights of one of the documented roles besides. */
    void allow(String path) {
        allow(role(path));
    }

    private void allow(Role role) {
        String title = role.getMetadata().getName();
        create(role);
        create(new RoleBindingBuilder()
                .withNewMetadata()
                .withName(title)
                .withNamespace(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", title)
                .addNewSubject(null, "ServiceAccount", ACCOUNT, name)
                .build());
    }

    String name() {
        return name;
    }

    /** Whoever may do everything. */
    KubernetesClient admin() {
        return admin;
    }

    String server() {
        return admin.getMasterUrl().toString();
    }

    String caCertificate() {
        return pem(admin.getConfiguration().getCaCertData());
    }

    /** The administrator's certificate; the server's authority is another one. */
    String adminCertificate() {
        return pem(admin.getConfiguration().getClientCertData());
    }

    /** Who that is to the server. */
    String adminName() {
        return admin.resource(new SelfSubjectReviewBuilder().build())
                .create()
                .getStatus()
                .getUserInfo()
                .getUsername();
    }

    /** Its key. */
    String adminKey() {
        return pem(admin.getConfiguration().getClientKeyData());
    }

    /** A bearer token of the account, for an hour. */
    String token() {
        TokenRequest request = admin.serviceAccounts()
                .inNamespace(name)
                .withName(ACCOUNT)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3_600L)
                        .endSpec()
                        .build());
        return request.getStatus().getToken();
    }

    /** What the account may do by the documented role. */
    AccountRights rights() {
        return new AccountRights(admin, name, documentedRole());
    }

    /** A Secret's values. */
    Map<String, String> secret(String secret) {
        Map<String, String> values = new TreeMap<>();
        admin.secrets()
                .inNamespace(name)
                .withName(secret)
                .require()
                .getData()
                .forEach((key, value) ->
                        values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return values;
    }

    /** All that the provisioner made, and what came of it. */
    List<String> left() {
        return Stream.<List<? extends HasMetadata>>of(
                        admin.apps().statefulSets().inNamespace(name).list().getItems(),
                        admin.pods().inNamespace(name).list().getItems(),
                        admin.services().inNamespace(name).list().getItems(),
                        admin.secrets().inNamespace(name).list().getItems(),
                        admin.configMaps()
                                .inNamespace(name)
                                .withLabels(OURS)
                                .list()
                                .getItems(),
                        admin.persistentVolumeClaims().inNamespace(name).list().getItems(),
                        admin.network()
                                .networkPolicies()
                                .inNamespace(name)
                                .list()
                                .getItems(),
                        admin.policy()
                                .v1()
                                .podDisruptionBudget()
                                .inNamespace(name)
                                .list()
                                .getItems())
                .flatMap(List::stream)
                .map(object -> object.getKind() + "/" + object.getMetadata().getName())
                .toList();
    }

    /** Installs the definition of {@code KafkaCluster} resources, and lets the account follow them. */
    void defineKafkaClusters() {
        try (var file = Files.newInputStream(ProjectRoot.find().resolve("k8s/crds/kafkaclusters.yaml"))) {
            CustomResourceDefinition definition =
                    admin.getKubernetesSerialization().unmarshal(file, CustomResourceDefinition.class);
            admin.resource(definition).fieldManager("e2e").forceConflicts().serverSideApply();
            allow("k8s/rbac/provisioner-resources-role.yaml");
            await().until(() -> admin.resource(definition).get().getStatus().getConditions().stream()
                    .anyMatch(condition ->
                            "Established".equals(condition.getType()) && "True".equals(condition.getStatus())));
        } catch (IOException e) {
            throw new UncheckedIOException("The definition cannot be read", e);
        }
    }

    /** As {@code kubectl apply --server-side} does. */
    void apply(String yaml) {
        GenericKubernetesResource resource =
                admin.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
        kafkaClusters().resource(resource).fieldManager("e2e").forceConflicts().serverSideApply();
    }

    /** A {@code KafkaCluster} as it is; missing where there is none. */
    JsonNode kafkaCluster(String cluster) {
        GenericKubernetesResource found = kafkaClusters().withName(cluster).get();
        return found == null ? MissingNode.getInstance() : JSON.valueToTree(found);
    }

    /** Deletes a {@code KafkaCluster} and does not wait. */
    void deleteKafkaCluster(String cluster) {
        kafkaClusters().withName(cluster).delete();
    }

    void deleteQuota(String quota) {
        admin.resourceQuotas().inNamespace(name).withName(quota).delete();
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            kafkaClusters() {
        return admin.genericKubernetesResources(KAFKA_CLUSTERS).inNamespace(name);
    }

    /** Makes an object as the administrator. */
    void create(HasMetadata object) {
        admin.resource(object).inNamespace(name).create();
    }

    /** Makes a service of others, and gives the port of the nodes that Kubernetes chose for it. */
    int takeNodePort(String service) {
        create(new ServiceBuilder()
                .withNewMetadata()
                .withName(service)
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .addNewPort()
                .withPort(9092)
                .withTargetPort(new IntOrString(9092))
                .endPort()
                .endSpec()
                .build());
        return admin.services()
                .inNamespace(name)
                .withName(service)
                .require()
                .getSpec()
                .getPorts()
                .getFirst()
                .getNodePort();
    }

    /** Deletes a pod, as a drained node does. */
    void deletePod(String pod) {
        admin.pods().inNamespace(name).withName(pod).delete();
    }

    /** How many pods of a stateful set are ready. */
    int ready(String statefulSet) {
        Integer ready = admin.apps()
                .statefulSets()
                .inNamespace(name)
                .withName(statefulSet)
                .require()
                .getStatus()
                .getReadyReplicas();
        return ready == null ? 0 : ready;
    }

    /** Runs a pod to its end, and gives what it printed. */
    String run(Pod pod) {
        create(pod);
        PodResource made =
                admin.pods().inNamespace(name).withName(pod.getMetadata().getName());
        made.waitUntilCondition(
                now -> now != null
                        && Set.of("Succeeded", "Failed")
                                .contains(now.getStatus().getPhase()),
                2,
                TimeUnit.MINUTES);
        String printed = made.getLog();
        made.delete();
        return printed;
    }

    @Override
    public void close() {
        admin.namespaces().withName(name).delete();
        admin.close();
    }

    private static String pem(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
    }

    static Role documentedRole() {
        return role("k8s/rbac/provisioner-role.yaml");
    }

    private static Role role(String path) {
        try (var file = Files.newInputStream(ProjectRoot.find().resolve(path))) {
            return new KubernetesSerialization().unmarshal(file, Role.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The provisioner's role cannot be read", e);
        }
    }
}
