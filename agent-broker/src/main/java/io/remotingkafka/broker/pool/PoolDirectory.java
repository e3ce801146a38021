package io.remotingkafka.broker.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Pools in a directory: files named {@code *.yaml} or {@code *.yml}, each with one or more documents. */
final class PoolDirectory {
    private static final ObjectMapper YAML = new YAMLMapper();

    private final Path directory;

    PoolDirectory(Path directory) {
        this.directory = directory;
    }

    /** Gives all that is there now to the reader. */
    void read(PoolReader reader) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> ours = files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
            ours.forEach(file -> read(file, reader));
        } catch (IOException e) {
            reader.unreadable(directory.toString(), "remoting.pools.directory cannot be read: " + e);
        }
    }

    private static void read(Path file, PoolReader reader) {
        String origin = file.getFileName().toString();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (documents.hasNextValue()) {
                JsonNode document = documents.nextValue();
                if (!document.isNull() && !document.isMissingNode()) {
                    reader.add(origin, document);
                }
            }
        } catch (IOException e) {
            reader.unreadable(origin, "is no YAML: " + e.getMessage());
        }
    }
}
