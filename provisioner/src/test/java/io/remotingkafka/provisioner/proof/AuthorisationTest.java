package io.remotingkafka.provisioner.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class AuthorisationTest {
    @Test
    void aKafkaWithoutAnAuthoriserSaysThatAllIsAllowedAndMakesNoUsersForAll() {
        assertThat(Authorisation.of(false, EnumSet.allOf(AclOperation.class))).isEqualTo(Authorisation.NONE);
    }

    @Test
    void whoMayAlterTheClusterMakesUsers() {
        assertThat(Authorisation.of(true, Set.of(AclOperation.DESCRIBE, AclOperation.ALTER)))
                .isEqualTo(Authorisation.MAKES_USERS);
        assertThat(Authorisation.of(true, Set.of(AclOperation.ALL))).isEqualTo(Authorisation.MAKES_USERS);
    }

    @Test
    void otherRightsDoNotDo() {
        assertThat(Authorisation.of(true, Set.of(AclOperation.DESCRIBE, AclOperation.ALTER_CONFIGS)))
                .isEqualTo(Authorisation.MAKES_NO_USERS);
        assertThat(Authorisation.of(true, Set.of())).isEqualTo(Authorisation.MAKES_NO_USERS);
    }
}
