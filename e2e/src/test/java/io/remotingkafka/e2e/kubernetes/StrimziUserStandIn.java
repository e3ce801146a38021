package io.remotingkafka.e2e.kubernetes;

import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/** Does what Strimzi's User Operator does: makes users in Kafka with the rights that {@code KafkaUser} resources ask for. */
final class StrimziUserStandIn {
    private StrimziUserStandIn() {}

    static void make(Map<String, Object> superUser, KafkaUser user, String password) {
        String name = user.getMetadata().getName();
        var authorization = (KafkaUserAuthorizationSimple) user.getSpec().getAuthorization();
        List<AclBinding> acls = Objects.requireNonNullElse(authorization.getAcls(), List.<AclRule>of()).stream()
                .flatMap(rule -> bindings(name, rule))
                .toList();
        try (Admin admin = Admin.create(superUser)) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
                    .all()
                    .get(1, TimeUnit.MINUTES);
            admin.createAcls(acls).all().get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The user " + name + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** As the operator does with users that are no resources, or no longer. */
    static void remove(Map<String, Object> superUser, String name) {
        try (Admin admin = Admin.create(superUser)) {
            admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialDeletion(name, ScramMechanism.SCRAM_SHA_512)))
                    .all()
                    .get(1, TimeUnit.MINUTES);
            admin.deleteAcls(List.of(new AclBindingFilter(
                            ResourcePatternFilter.ANY,
                            new AccessControlEntryFilter(
                                    "User:" + name, null, AclOperation.ANY, AclPermissionType.ANY))))
                    .all()
                    .get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The user " + name + " cannot be removed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Stream<AclBinding> bindings(String user, AclRule rule) {
        ResourcePattern pattern =
                switch (rule.getResource()) {
                    case AclRuleTopicResource topic ->
                        new ResourcePattern(ResourceType.TOPIC, topic.getName(), kafkas(topic.getPatternType()));
                    case AclRuleGroupResource group -> prefixed(ResourceType.GROUP, group.getName());
                    default -> new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);
                };
        return rule.getOperations().stream()
                .map(operation ->
                        new AccessControlEntry("User:" + user, "*", kafkas(operation), AclPermissionType.ALLOW))
                .map(entry -> new AclBinding(pattern, entry));
    }

    /** {@code DescribeConfigs} is {@code DESCRIBE_CONFIGS} in Kafka's code. */
    private static AclOperation kafkas(io.strimzi.api.kafka.model.user.acl.AclOperation operation) {
        return AclOperation.fromString(operation.toValue().replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
    }

    private static PatternType kafkas(AclResourcePatternType type) {
        return switch (type) {
            case LITERAL -> PatternType.LITERAL;
            case PREFIX -> PatternType.PREFIXED;
        };
    }

    private static ResourcePattern prefixed(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.PREFIXED);
    }
}
