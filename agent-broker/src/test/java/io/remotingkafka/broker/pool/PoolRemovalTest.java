package io.remotingkafka.broker.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.kubernetes.RoleFile;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PoolRemovalTest {
    @Test
    void theRightsThatItNeedsAreThoseThatTheRoleGives() throws IOException {
        assertThat(PoolRemoval.neededRights())
                .extracting(right -> right.group() + " " + right.name())
                .containsExactlyInAnyOrderElementsOf(RoleFile.rights("pool-removal-role.yaml"));
    }

    @Test
    void theReferenceSaysWhatForEachIsNeeded() throws IOException {
        String page = Files.readString(ProjectRoot.find().resolve("src-docs/reference-agent-pools.adoc"));

        assertThat(PoolRemoval.neededRights()).allSatisfy(right -> assertThat(page)
                .contains("\n| " + right.name() + " | " + right.function() + "\n"));
    }
}
