package io.remotingkafka.testbed.docs;

import io.remotingkafka.testbed.process.ProjectRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds the table of settings that users read against what a service's code says. */
public final class SettingsReference {
    private static final Path PAGE = Path.of("src-docs", "reference-settings.adoc");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)`|[^|]*) \\|");

    private final Map<String, String> settings = new TreeMap<>();

    private SettingsReference() {}

    /**
     * What the page and the code do not agree on, a sentence each.
     *
     * @param mapping the service's {@code @ConfigMapping} of {@code remoting}
     * @param title of the page's section
     */
    public static List<String> differences(Class<?> mapping, String title) {
        return differences(List.of(mapping), title);
    }

    /**
     * The same, of a section about several features.
     *
     * @param mappings each feature's {@code @ConfigMapping}
     * @param title of the page's section
     */
    public static List<String> differences(List<Class<?>> mappings, String title) {
        try {
            return differences(
                    mappings, title, Files.readString(ProjectRoot.find().resolve(PAGE)));
        } catch (IOException e) {
            throw new UncheckedIOException("The page of settings cannot be read", e);
        }
    }

    static List<String> differences(List<Class<?>> mappings, String title, String page) {
        SettingsReference code = new SettingsReference();
        mappings.forEach(mapping ->
                code.collect(mapping, mapping.getAnnotation(ConfigMapping.class).prefix()));
        Map<String, String> documented = rows(page, title);
        List<String> found = new ArrayList<>();
        code.settings.forEach((key, value) -> {
            if (!documented.containsKey(key)) {
                found.add(key + " is not documented");
            } else if (isLiteral(value) && !value.equals(documented.get(key))) {
                found.add(key + " has the default " + value + ", not " + documented.get(key));
            }
        });
        documented.keySet().stream()
                .filter(key -> !code.settings.containsKey(key))
                .forEach(key -> found.add(key + " is documented and does not exist"));
        return found;
    }

    /** A default that an expression computes is described in words. */
    private static boolean isLiteral(String value) {
        return !value.isEmpty() && !value.contains("${");
    }

    private static Map<String, String> rows(String page, String title) {
        int begin = page.indexOf("\n== " + title + "\n");
        if (begin < 0) {
            throw new IllegalArgumentException("The page has no section '" + title + "'");
        }
        int end = page.indexOf("\n== ", begin + 1);
        Matcher row = ROW.matcher(page.substring(begin, end < 0 ? page.length() : end));
        Map<String, String> rows = new TreeMap<>();
        while (row.find()) {
            rows.put(row.group(1), row.group(2) == null ? "" : row.group(2));
        }
        return rows;
    }

    private void collect(Class<?> group, String prefix) {
        for (Method method : group.getDeclaredMethods()) {
            WithName name = method.getAnnotation(WithName.class);
            String key = prefix + "." + (name == null ? kebab(method.getName()) : name.value());
            if (method.getReturnType() == Map.class) {
                ParameterizedType map = (ParameterizedType) method.getGenericReturnType();
                // As the page writes it: a controller's name is one that users see, an agent's key is not.
                String placeholder = method.getName().equals("controllers") ? ".<name>" : ".<key>";
                add(method, (Class<?>) map.getActualTypeArguments()[1], key + placeholder);
            } else {
                add(method, method.getReturnType(), key);
            }
        }
    }

    private void add(Method method, Class<?> type, String key) {
        if (type.isInterface()
                && type.getNestHost() == method.getDeclaringClass().getNestHost()) {
            collect(type, key);
        } else {
            WithDefault value = method.getAnnotation(WithDefault.class);
            settings.put(key, value == null ? "" : value.value());
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
