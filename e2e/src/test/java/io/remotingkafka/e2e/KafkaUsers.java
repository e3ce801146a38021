package io.remotingkafka.e2e;

import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Users of a Kafka with ACLs, each with the rights that the documentation names and no others. */
public final class KafkaUsers {
    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
    private static final String BROKER = "broker";

    private final KafkaSettings kafka;

    public KafkaUsers(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** Makes the user that all broker instances share. */
    public void addBroker() {
        add(
                BROKER,
                allow(
                        new ResourcePattern(ResourceType.TOPIC, TOPICS.prefix(), PatternType.PREFIXED),
                        AclOperation.CREATE,
                        AclOperation.DESCRIBE,
                        AclOperation.DELETE,
                        AclOperation.ALTER,
                        AclOperation.DESCRIBE_CONFIGS,
                        AclOperation.READ,
                        AclOperation.WRITE),
                allow(
                        new ResourcePattern(ResourceType.GROUP, TOPICS.prefix() + ".brokers", PatternType.LITERAL),
                        AclOperation.READ,
                        AclOperation.DESCRIBE),
                allow(
                        new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL),
                        AclOperation.DESCRIBE));
    }

    /** Lets the brokers make users for agents on demand. */
    public void letBrokerMakeUsers() {
        add(
                BROKER,
                allow(
                        new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL),
                        AclOperation.ALTER));
    }

    /** Makes an agent's user, which has its own two topics and nothing else. */
    public void addAgent(String agent) {
        add(
                agent,
                allow(literal(Frames.up(agent)), AclOperation.WRITE, AclOperation.DESCRIBE),
                allow(literal(Frames.down(agent)), AclOperation.READ, AclOperation.DESCRIBE));
    }

    /** Makes a user that may do nothing yet. */
    public void addWithoutRights(String user) {
        add(user);
    }

    /** How a broker logs in, as a client of that address. */
    public Map<String, Object> brokerClient() {
        return client(BROKER);
    }

    /** How a user logs in. */
    public Map<String, Object> client(String user) {
        return kafka.client(user, password(user));
    }

    private static String password(String user) {
        return "secret-of-" + user;
    }

    private record Rights(ResourcePattern resource, List<AclOperation> operations) {
        Stream<AclBinding> bindings(String user) {
            return operations.stream()
                    .map(operation -> new AclBinding(
                            resource, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
        }
    }

    private static Rights allow(ResourcePattern resource, AclOperation... operations) {
        return new Rights(resource, List.of(operations));
    }

    private static ResourcePattern literal(String topic) {
        return new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
    }

    private void add(String user, Rights... rights) {
        List<AclBinding> bindings = Stream.of(rights)
                .flatMap(right -> right.bindings(user))
                .collect(Collectors.toCollection(ArrayList::new));
        try (Admin admin = Admin.create(kafka.adminClient())) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password(user))))
                    .all()
                    .get();
            admin.createAcls(bindings).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The user " + user + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
