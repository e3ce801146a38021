package io.remotingkafka.provisioner.proof;

import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** Who may do what in a Kafka that others made, as far as agents' users are concerned. */
public enum Authorisation {
    /** Whoever may log in may do everything; there are no ACLs to make. */
    NONE,
    /** There is, and this user may make users and ACLs. */
    MAKES_USERS,
    /** There is, and this user may not. */
    MAKES_NO_USERS;

    /**
     * What Kafka's answers mean.
     *
     * @param authoriser whether there is one. The rights alone do not tell: a Kafka without one says that all are there
     * @param allowed what the user may do with the cluster
     */
    static Authorisation of(boolean authoriser, Set<AclOperation> allowed) {
        if (!authoriser) {
            return NONE;
        }
        return allowed.contains(AclOperation.ALTER) || allowed.contains(AclOperation.ALL)
                ? MAKES_USERS
                : MAKES_NO_USERS;
    }
}
