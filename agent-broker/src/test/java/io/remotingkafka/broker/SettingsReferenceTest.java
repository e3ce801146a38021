package io.remotingkafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table of settings that users read says what the code does. */
class SettingsReferenceTest {
    private static final String SECTION = "== agent-broker";

    @Test
    void eachSettingStandsInTheReferenceWithItsDefault() throws IOException {
        String reference = Files.readString(Path.of("..", "src-docs", "reference-settings.adoc"));
        String section = reference.substring(reference.indexOf(SECTION)).split("\n\\|===\n\n==", -1)[0];
        Map<String, String> settings = new TreeMap<>();
        collect(BrokerConfig.class, "remoting", settings);

        assertThat(settings).hasSizeGreaterThan(5).allSatisfy((key, value) -> {
            assertThat(section).contains("| `" + key + "` |");
            if (!value.isEmpty() && !value.startsWith("$")) {
                assertThat(section).contains("| `" + key + "` | `" + value + "`");
            }
        });
        assertThat(section.lines().filter(line -> line.startsWith("| `")))
                .as("no setting that does not exist")
                .hasSameSizeAs(settings.keySet());
    }

    private static void collect(Class<?> mapping, String prefix, Map<String, String> settings) {
        for (Method method : mapping.getDeclaredMethods()) {
            WithName name = method.getAnnotation(WithName.class);
            String key = prefix + "." + (name == null ? kebab(method.getName()) : name.value());
            Class<?> type = method.getReturnType();
            if (type.isInterface() && type.getEnclosingClass() == BrokerConfig.class) {
                collect(type, key, settings);
            } else if (type == Map.class) {
                ParameterizedType map = (ParameterizedType) method.getGenericReturnType();
                String placeholder = method.getName().equals("controllers") ? ".<name>" : ".<key>";
                collect((Class<?>) map.getActualTypeArguments()[1], key + placeholder, settings);
            } else {
                WithDefault value = method.getAnnotation(WithDefault.class);
                settings.put(key, value == null ? "" : value.value());
            }
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
