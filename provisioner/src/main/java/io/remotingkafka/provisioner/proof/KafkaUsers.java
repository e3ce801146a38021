package io.remotingkafka.provisioner.proof;

import io.remotingkafka.protocol.naming.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Makes Kafka's users and gives them their rights, as the super user that our certificate makes us. */
public final class KafkaUsers implements AutoCloseable {
    /** The user that the hand-over names: agent-broker's. */
    public static final String BROKER_USER = "remoting-kafka";

    /** The user that has no rights, made for the proof alone. */
    static final String STRANGER = "remoting-kafka-proof-stranger";

    private static final int ITERATIONS = 8192;

    private final Admin admin;
    private final Duration limit;

    /** With the settings of {@link KafkaRoute#admin()}. */
    public KafkaUsers(Map<String, Object> settings, Duration limit) {
        Map<String, Object> patient = new HashMap<>(settings);
        patient.put("client.id", "remoting-kafka-provisioner");
        // A broker that is just starting is asked again at once.
        patient.put("reconnect.backoff.max.ms", 200L);
        patient.put("request.timeout.ms", 5_000);
        patient.put("default.api.timeout.ms", (int) limit.toMillis());
        patient.put("enable.metrics.push", false);
        this.admin = Admin.create(patient);
        this.limit = limit;
    }

    /** Waits until the brokers answer. */
    public void reach(int brokers) throws NotProvedException, InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (true) {
            int found =
                    get(admin.describeCluster().nodes(), "reaching the brokers").size();
            if (found >= brokers) {
                return;
            }
            if (System.nanoTime() > until) {
                throw new NotProvedException("reaching the brokers", found + " of " + brokers + " have joined", null);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Makes agent-broker's user with its rights; done again, it changes nothing but the password. */
    public void makeBrokerUser(ScramLogin login) throws NotProvedException, InterruptedException {
        upsert(login);
        get(admin.createAcls(brokerRights()).all(), "giving user " + login.user() + " its rights");
    }

    /** Makes a user that may do nothing. */
    void makeStranger(ScramLogin login) throws NotProvedException, InterruptedException {
        upsert(login);
    }

    void removeStranger() throws NotProvedException, InterruptedException {
        UserScramCredentialAlteration deletion =
                new UserScramCredentialDeletion(STRANGER, ScramMechanism.SCRAM_SHA_512);
        get(admin.alterUserScramCredentials(List.of(deletion)).all(), "removing user " + STRANGER);
    }

    Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }

    private void upsert(ScramLogin login) throws NotProvedException, InterruptedException {
        UserScramCredentialAlteration upsertion = new UserScramCredentialUpsertion(
                login.user(), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), login.password());
        get(admin.alterUserScramCredentials(List.of(upsertion)).all(), "making user " + login.user());
    }

    /** All below the installation's prefix, and what it takes to make agents' users and their rights. */
    private static List<AclBinding> brokerRights() {
        List<AclBinding> rights = new ArrayList<>();
        rights.add(right(ResourceType.TOPIC, TopicNames.DEFAULT_PREFIX, PatternType.PREFIXED, AclOperation.ALL));
        rights.add(right(ResourceType.GROUP, TopicNames.DEFAULT_PREFIX, PatternType.PREFIXED, AclOperation.ALL));
        for (AclOperation operation : List.of(
                AclOperation.ALTER,
                AclOperation.DESCRIBE,
                AclOperation.DESCRIBE_CONFIGS,
                AclOperation.IDEMPOTENT_WRITE)) {
            rights.add(right(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL, operation));
        }
        return rights;
    }

    private static AclBinding right(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + BROKER_USER, "*", operation, AclPermissionType.ALLOW));
    }

    <T> T get(KafkaFuture<T> future, String attempted) throws NotProvedException, InterruptedException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NotProvedException(attempted, String.valueOf(e.getCause().getMessage()), e);
        } catch (TimeoutException e) {
            throw new NotProvedException(attempted, "no answer within " + limit.toSeconds() + " s", e);
        }
    }
}
