package io.remotingkafka.broker.identity;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What a Kafka user may do with a topic, as Kafka's ACLs say it: from any host, to the topic of exactly that name. */
public final class TopicRights {
    private static final String ANY_HOST = "*";

    private TopicRights() {}

    /** One ACL for each operation. */
    public static List<AclBinding> allow(String user, String topic, AclOperation... operations) {
        ResourcePattern pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        return Stream.of(operations)
                .map(operation -> new AclBinding(
                        pattern, new AccessControlEntry("User:" + user, ANY_HOST, operation, AclPermissionType.ALLOW)))
                .toList();
    }

    /** Those of an agent's user: it writes to its controller, and reads what comes from there. */
    public static List<AclBinding> ofAgent(String user, String up, String down) {
        return Stream.concat(
                        allow(user, up, AclOperation.WRITE, AclOperation.DESCRIBE).stream(),
                        allow(user, down, AclOperation.READ, AclOperation.DESCRIBE).stream())
                .toList();
    }
}
