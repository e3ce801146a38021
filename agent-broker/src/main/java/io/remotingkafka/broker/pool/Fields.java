package io.remotingkafka.broker.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the fields of a resource, and collects what is wrong with them instead of stopping at the first. */
final class Fields {
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?(?:(\\d{1,9})ms)?");

    private final String path;
    private final JsonNode node;
    private final List<String> problems;

    Fields(String path, JsonNode node, List<String> problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    /** The fields of an object below this one; empty, as if it had none, where it is not there. */
    Fields below(String name) {
        JsonNode inner = node.path(name);
        if (!inner.isMissingNode() && !inner.isObject()) {
            wrong(name, "an object", inner);
        }
        return new Fields(path + "." + name, inner, problems);
    }

    /** Complains of fields that are not among these: most often a typing error that would silently do nothing. */
    void allow(String... known) {
        if (node instanceof ObjectNode object) {
            Set<String> unknown = new TreeSet<>();
            object.fieldNames().forEachRemaining(unknown::add);
            Set.of(known).forEach(unknown::remove);
            unknown.forEach(name ->
                    problems.add(path + "." + name + ": no such field; expected are " + String.join(", ", known)));
        }
    }

    boolean has(String name) {
        return node.has(name);
    }

    Optional<String> text(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            wrong(name, "a text", value);
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    List<String> texts(String name) {
        JsonNode value = node.path(name);
        List<String> texts = new ArrayList<>();
        if (value.isMissingNode()) {
            return texts;
        }
        if (!value.isArray()) {
            wrong(name, "a list of texts", value);
            return texts;
        }
        for (JsonNode element : value) {
            if (element.isTextual() && !element.asText().isBlank()) {
                texts.add(element.asText());
            } else {
                wrong(name, "a list of texts", element);
            }
        }
        return texts;
    }

    int number(String name, int least, int most, int otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            wrong(name, "a whole number from " + least + " to " + most, value);
            return otherwise;
        }
        return value.intValue();
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            wrong(name, "true or false", value);
        }
        return value.asBoolean(otherwise);
    }

    Duration duration(String name, Duration otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        Matcher parts = DURATION.matcher(value.asText());
        if (!value.isTextual() || value.asText().isEmpty() || !parts.matches()) {
            wrong(name, "a duration such as 30s, 5m or 1h30m", value);
            return otherwise;
        }
        return Duration.ofHours(part(parts, 1))
                .plusMinutes(part(parts, 2))
                .plusSeconds(part(parts, 3))
                .plusMillis(part(parts, 4));
    }

    private static long part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }

    /** A word of an enumeration that is written in camel case, such as {@code OnFailure}. */
    <E extends Enum<E>> E word(String name, Class<E> words, E otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        List<String> known = new ArrayList<>();
        for (E word : words.getEnumConstants()) {
            String written = camelCase(word.name());
            known.add(written);
            if (written.equals(value.asText())) {
                return word;
            }
        }
        wrong(name, "one of " + String.join(", ", known), value);
        return otherwise;
    }

    private static String camelCase(String name) {
        return Pattern.compile("_")
                .splitAsStream(name)
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }

    Optional<ObjectNode> object(String name) {
        return node.path(name) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    void wrong(String name, String expected, Object found) {
        problems.add(path + "." + name + ": expected " + expected + ", found " + found);
    }
}
