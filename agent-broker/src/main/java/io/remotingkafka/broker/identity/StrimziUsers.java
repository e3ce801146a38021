package io.remotingkafka.broker.identity;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.remotingkafka.broker.kubernetes.Cluster;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A {@code KafkaUser} resource for each agent: where Strimzi's User Operator keeps a Kafka's users, it removes those that it does
 * not know. The operator makes the password and tells it in a Secret ("Configuring user authentication" in Strimzi's documentation).
 */
final class StrimziUsers implements AgentUsers {
    private static final int CONFLICT = 409;
    private static final long OPERATOR_SECONDS = 60;

    private final Cluster.Namespace where;
    private final String kafka;
    private final TopicNames topics;
    private final UserNames names;

    /**
     * @param where the namespace that the User Operator watches
     * @param kafka the name of the {@code Kafka} resource
     */
    StrimziUsers(Cluster.Namespace where, String kafka, TopicNames topics) {
        this.where = where;
        this.kafka = kafka;
        this.topics = topics;
        this.names = new UserNames(topics.prefix());
    }

    @Override
    public Map<String, String> make(AgentId agent) throws IOException {
        String name = names.of(agent);
        Map<String, List<String>> rights = new TreeMap<>();
        rights.put(topics.up(agent), List.of("Write", "Describe"));
        rights.put(topics.down(agent), List.of("Read", "Describe"));
        try {
            create(StrimziUser.resource(name, kafka, rights));
            return ScramLogin.settings(name, password(await(name)));
        } catch (KubernetesClientException e) {
            throw new IOException("KafkaUser " + name + " is not made: " + e.getMessage(), e);
        }
    }

    /** One that is there already, of an earlier try, says the same: all of it follows from the agent. */
    private void create(GenericKubernetesResource user) throws IOException {
        Resource<GenericKubernetesResource> named = user(user.getMetadata().getName());
        try {
            where.client().resource(user).inNamespace(where.name()).create();
        } catch (KubernetesClientException e) {
            GenericKubernetesResource found = e.getCode() == CONFLICT ? named.get() : null;
            if (found == null) {
                throw e;
            }
            if (!StrimziUser.ours(found)) {
                throw new IOException(
                        "there is a KafkaUser " + found.getMetadata().getName() + " that others made", e);
            }
        }
    }

    /** The Secret that the operator has put the password into. */
    private String await(String name) throws IOException {
        try {
            GenericKubernetesResource made = user(name)
                    .waitUntilCondition(
                            user -> user == null
                                    || StrimziUser.secret(user).isPresent()
                                    || StrimziUser.refusal(user).isPresent(),
                            OPERATOR_SECONDS,
                            TimeUnit.SECONDS);
            Optional<String> refusal = Optional.ofNullable(made).flatMap(StrimziUser::refusal);
            if (refusal.isPresent()) {
                throw new IOException("Strimzi's User Operator does not make user " + name + ": " + refusal.get());
            }
            return Optional.ofNullable(made)
                    .flatMap(StrimziUser::secret)
                    .orElseThrow(() -> new IOException("KafkaUser " + name + " was deleted before it was ready"));
        } catch (KubernetesClientTimeoutException e) {
            throw new IOException(
                    "Strimzi's User Operator did not make user " + name + " in " + OPERATOR_SECONDS
                            + " s. Does it run, and watch namespace " + where.name() + "?",
                    e);
        }
    }

    private String password(String secret) throws IOException {
        Secret found = where.client()
                .secrets()
                .inNamespace(where.name())
                .withName(secret)
                .get();
        String encoded = found == null || found.getData() == null
                ? null
                : found.getData().get("password");
        if (encoded == null) {
            throw new IOException("Secret " + secret + " of Strimzi's User Operator has no key password");
        }
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    @Override
    public void remove(AgentId agent) throws IOException {
        Resource<GenericKubernetesResource> user = user(names.of(agent));
        try {
            GenericKubernetesResource found = user.get();
            if (found != null && StrimziUser.ours(found)) {
                user.delete();
            }
        } catch (KubernetesClientException e) {
            throw new IOException("KafkaUser " + names.of(agent) + " is not removed: " + e.getMessage(), e);
        }
    }

    @Override
    public Set<AgentName> existing(ControllerName controller) throws IOException {
        try {
            List<String> users = where
                    .client()
                    .genericKubernetesResources(StrimziUser.API, StrimziUser.KIND)
                    .inNamespace(where.name())
                    .withLabel(StrimziUser.MANAGED_BY, StrimziUser.MANAGER)
                    .list()
                    .getItems()
                    .stream()
                    .map(user -> user.getMetadata().getName())
                    .toList();
            return names.agents(controller, users);
        } catch (KubernetesClientException e) {
            throw new IOException("KafkaUser resources cannot be listed: " + e.getMessage(), e);
        }
    }

    private Resource<GenericKubernetesResource> user(String name) {
        return where.client()
                .genericKubernetesResources(StrimziUser.API, StrimziUser.KIND)
                .inNamespace(where.name())
                .withName(name);
    }
}
