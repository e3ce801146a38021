package io.remotingkafka.broker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RightTest {
    @Test
    void thoseNeededAreThoseThatTheRoleGives() throws IOException {
        assertThat(Right.needed())
                .extracting(right -> right.group() + " " + right.name())
                .containsExactlyInAnyOrderElementsOf(RoleFile.rights("agent-broker-role.yaml"));
    }

    @Test
    void theReferenceSaysWhatForEachIsNeeded() throws IOException {
        String page = Files.readString(ProjectRoot.find().resolve("src-docs/reference-agent-pools.adoc"));

        assertThat(Right.needed()).allSatisfy(right -> assertThat(page)
                .contains("\n| " + right.name() + " | " + right.function() + "\n"));
    }
}
