package io.remotingkafka.broker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.kubernetes.RoleFile;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class StrimziRightsTest {
    @Test
    void thoseNeededAreThoseThatTheRoleGives() throws IOException {
        assertThat(StrimziRights.needed())
                .extracting(right -> right.group() + " " + right.name())
                .containsExactlyInAnyOrderElementsOf(RoleFile.rights("agent-broker-strimzi-role.yaml"));
    }

    @Test
    void theReferenceSaysWhatForEachIsNeeded() throws IOException {
        String page = Files.readString(ProjectRoot.find().resolve("src-docs/reference-agent-pools.adoc"));

        assertThat(StrimziRights.needed()).allSatisfy(right -> assertThat(page)
                .contains("\n| " + right.name() + " | " + right.function() + "\n"));
    }
}
