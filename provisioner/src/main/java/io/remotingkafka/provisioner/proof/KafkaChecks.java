package io.remotingkafka.provisioner.proof;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/** What there is to know of a Kafka that others made, before it is proved by use. */
public final class KafkaChecks {
    private static final AclBindingFilter CLUSTER_ACLS = new AclBindingFilter(
            new ResourcePatternFilter(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL),
            AccessControlEntryFilter.ANY);

    private final KafkaUsers client;
    private final String bootstrap;

    /** @param client of the user that is to be handed over */
    public KafkaChecks(KafkaUsers client, String bootstrap) {
        this.client = client;
        this.bootstrap = bootstrap;
    }

    /**
     * Asks each broker at the address that the brokers themselves tell.
     *
     * @return how many there are
     */
    public int reachAll() throws NotProvedException, InterruptedException {
        Collection<Node> nodes = client.get(client.admin().describeCluster().nodes(), "reaching " + bootstrap);
        for (Node node : nodes) {
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
            try {
                client.get(
                        client.admin().describeConfigs(List.of(broker)).all(),
                        "reaching broker " + node.id() + " at its own address " + node.host() + ":" + node.port());
            } catch (NotProvedException e) {
                if (!refused(e)) {
                    throw e;
                }
                // That it refuses shows that it was reached.
            }
        }
        return nodes.size();
    }

    /** The metadata version, as Kafka's features tell; empty for one with ZooKeeper, or where it may not be asked. */
    public Optional<Short> metadataVersion() throws NotProvedException, InterruptedException {
        try {
            FeatureMetadata features =
                    client.get(client.admin().describeFeatures().featureMetadata(), "asking for features");
            Map<String, FinalizedVersionRange> finalized = features.finalizedFeatures();
            return Optional.ofNullable(finalized.get("metadata.version")).map(FinalizedVersionRange::maxVersionLevel);
        } catch (NotProvedException e) {
            if (refused(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether there is authorisation, and whether this user may then make users and ACLs for agents. */
    public Authorisation authorisation() throws NotProvedException, InterruptedException {
        boolean authoriser = hasAuthoriser();
        Set<AclOperation> allowed = client.get(
                client.admin()
                        .describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                        .authorizedOperations(),
                "asking for the user's rights");
        return Authorisation.of(authoriser, allowed == null ? Set.of() : allowed);
    }

    private boolean hasAuthoriser() throws NotProvedException, InterruptedException {
        try {
            client.get(client.admin().describeAcls(CLUSTER_ACLS).values(), "asking whether there is authorisation");
            return true;
        } catch (NotProvedException e) {
            if (answer(e) instanceof SecurityDisabledException) {
                return false;
            }
            if (refused(e)) {
                // Somebody said no, so there is somebody.
                return true;
            }
            throw e;
        }
    }

    private static boolean refused(NotProvedException e) {
        return answer(e) instanceof AuthorizationException;
    }

    private static Throwable answer(NotProvedException e) {
        return e.getCause() == null ? e : e.getCause().getCause();
    }
}
