package io.remotingkafka.testbed.hudson.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.hudson.standin.ConfigurationAsCode.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationAsCodeTest {
    private static final String TEST = """
            jenkins:
              systemMessage: hello
              nodes:
                - permanent:
                    name: test
                    remoteFS: /home/jenkins
                    labelString: "linux test"
                    numExecutors: 2
                    mode: EXCLUSIVE
                    launcher: { inbound: { webSocket: true } }
            unclassified: {}
            """;

    @Test
    void permanentNodesAreRead() throws IOException {
        assertThat(ConfigurationAsCode.nodes(TEST))
                .containsExactly(new Node("test", "/home/jenkins", "linux test", 2, true));
    }

    @Test
    void aFileWithoutNodesHasNone() throws IOException {
        assertThat(ConfigurationAsCode.nodes("jenkins: {}")).isEmpty();
    }

    @Test
    void aDirectorysYamlFilesAreRead(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("b.yaml"), TEST);
        Files.writeString(directory.resolve("a.yml"), TEST.replace("name: test", "name: first"));
        Files.writeString(directory.resolve("c.txt"), TEST);
        assertThat(ConfigurationAsCode.nodes(directory)).extracting(Node::name).containsExactly("first", "test");
    }
}
