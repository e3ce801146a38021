package io.remotingkafka.broker.identity;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/**
 * A SCRAM user for each agent, with the two topics of the agent and nothing else. Its password is written into the agent's
 * Secret and nowhere else.
 */
final class ScramUsers implements AgentUsers {
    private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;
    private static final int ITERATIONS = 4096;
    private static final int PASSWORD_BYTES = 24;
    private static final long KAFKA_SECONDS = 30;

    private final Admin admin;
    private final TopicNames topics;
    private final UserNames names;
    private final SecureRandom random = new SecureRandom();

    ScramUsers(Admin admin, TopicNames topics) {
        this.admin = admin;
        this.topics = topics;
        this.names = new UserNames(topics.prefix());
    }

    @Override
    public Map<String, String> make(AgentId agent) throws IOException {
        String user = names.of(agent);
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        ScramCredentialInfo info = new ScramCredentialInfo(MECHANISM, ITERATIONS);
        await(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, info, password)))
                .all());
        await(admin.createAcls(TopicRights.ofAgent(user, topics.up(agent), topics.down(agent)))
                .all());
        return ScramLogin.settings(user, password);
    }

    @Override
    public void remove(AgentId agent) throws IOException {
        String user = names.of(agent);
        await(admin.deleteAcls(List.of(new AclBindingFilter(
                        ResourcePatternFilter.ANY,
                        new AccessControlEntryFilter("User:" + user, null, AclOperation.ANY, AclPermissionType.ANY))))
                .all());
        try {
            await(admin.alterUserScramCredentials(List.of(new UserScramCredentialDeletion(user, MECHANISM)))
                    .all());
        } catch (IOException e) {
            if (!(e.getCause() instanceof ExecutionException failed
                    && failed.getCause() instanceof ResourceNotFoundException)) {
                throw e;
            }
        }
    }

    @Override
    public Set<AgentName> existing(ControllerName controller) throws IOException {
        return names.agents(
                controller, await(admin.describeUserScramCredentials().users()));
    }

    private static <T> T await(KafkaFuture<T> future) throws IOException {
        try {
            return future.get(KAFKA_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("Kafka refused: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("Kafka did not answer in " + KAFKA_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
