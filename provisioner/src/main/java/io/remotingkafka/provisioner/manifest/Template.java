package io.remotingkafka.provisioner.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A YAML file of {@code resources/manifests} with places {@code ${name}} for values. The file is read as YAML first and
 * filled in then, so no value can change its structure. A place that is a whole value may take a number or a map; with
 * an empty {@link Optional} its field is left out.
 */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-zA-Z.]+)}");
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Template() {}

    /** A filled-in object. */
    static ObjectNode object(String file, Map<String, ?> values) {
        try {
            return (ObjectNode) fill(YAML.readTree(text(file)), values).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest " + file + " is no YAML", e);
        }
    }

    /** A filled-in text. */
    static String text(String file, Map<String, ?> values) {
        return replace(text(file), values);
    }

    private static String text(String file) {
        try (InputStream in = Template.class.getResourceAsStream("/manifests/" + file)) {
            if (in == null) {
                throw new IllegalStateException("There is no manifest " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest " + file + " cannot be read", e);
        }
    }

    private static Optional<JsonNode> fill(JsonNode node, Map<String, ?> values) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                fill(field.getValue(), values)
                        .ifPresentOrElse(
                                filled -> object.set(field.getKey(), filled), () -> object.remove(field.getKey()));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, fill(array.get(i), values).orElseThrow());
            }
        } else if (node.isTextual()) {
            return fillText(node.textValue(), values);
        }
        return Optional.of(node);
    }

    private static Optional<JsonNode> fillText(String text, Map<String, ?> values) {
        Matcher whole = PLACE.matcher(text);
        if (!whole.matches()) {
            return Optional.of(TextNode.valueOf(replace(text, values)));
        }
        Object value = value(whole.group(1), values);
        Optional<?> given = value instanceof Optional<?> optional ? optional : Optional.of(value);
        return given.map(present -> JSON.<JsonNode>valueToTree(present));
    }

    private static String replace(String text, Map<String, ?> values) {
        return PLACE.matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(value(place.group(1), values).toString()));
    }

    private static Object value(String name, Map<String, ?> values) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("The manifest has a place for " + name + ", which has no value");
        }
        return value;
    }
}
