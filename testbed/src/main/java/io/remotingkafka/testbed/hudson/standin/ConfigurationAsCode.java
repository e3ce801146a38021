package io.remotingkafka.testbed.hudson.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The part of Jenkins's configuration as code that the stand-in applies: the permanent nodes of {@code jenkins.nodes}. All else
 * is passed over, where the plugin would apply it.
 */
final class ConfigurationAsCode {
    /**
     * A permanent node.
     *
     * @param remoteFs the agent's directory
     * @param labels separated by blanks
     * @param exclusive takes builds with its label alone
     */
    record Node(String name, String remoteFs, String labels, int executors, boolean exclusive) {}

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private ConfigurationAsCode() {}

    /** All nodes of a file, or of a directory's YAML files in the order of their names. */
    static List<Node> nodes(Path fileOrDirectory) {
        List<Node> nodes = new ArrayList<>();
        for (Path file : files(fileOrDirectory)) {
            try {
                nodes.addAll(nodes(Files.readString(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(file + " is no YAML", e);
            }
        }
        return nodes;
    }

    static List<Node> nodes(String yaml) throws IOException {
        return StreamSupport.stream(
                        YAML.readTree(yaml).path("jenkins").path("nodes").spliterator(), false)
                .map(node -> node.path("permanent"))
                .filter(JsonNode::isObject)
                .map(ConfigurationAsCode::node)
                .toList();
    }

    private static Node node(JsonNode permanent) {
        return new Node(
                permanent.path("name").asText(),
                permanent.path("remoteFS").asText("/home/jenkins"),
                permanent.path("labelString").asText(""),
                permanent.path("numExecutors").asInt(1),
                permanent.path("mode").asText("NORMAL").equals("EXCLUSIVE"));
    }

    private static List<Path> files(Path fileOrDirectory) {
        if (!Files.isDirectory(fileOrDirectory)) {
            return List.of(fileOrDirectory);
        }
        try (Stream<Path> files = Files.list(fileOrDirectory)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(fileOrDirectory + " cannot be listed", e);
        }
    }
}
