package io.remotingkafka.provisioner.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTypesTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final List<Class<?>> REGISTERED = List.of(
            TemplateTypes.class.getAnnotation(RegisterForReflection.class).targets());

    /** A page that lacks one is found out in a native executable alone, by whoever looks at it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "console",
                "console/agents",
                "console/builds",
                "console/connections",
                "console/kafka",
                "cluster",
                "plan",
                "connection/check"
            })
    void valuesOfPagesAreKnown(String directory) throws IOException, ClassNotFoundException {
        List<Class<?>> missing = new ArrayList<>();
        try (Stream<Path> files = Files.list(CLASSES.resolve("io/remotingkafka/provisioner/" + directory))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                Class<?> type = load(file);
                boolean value = type.isRecord() || type.isEnum();
                if (value && isOpen(type) && !REGISTERED.contains(type)) {
                    missing.add(type);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** Whether it and all that it is in are public. */
    private static boolean isOpen(Class<?> type) {
        return type == null || (Modifier.isPublic(type.getModifiers()) && isOpen(type.getEnclosingClass()));
    }

    private static Class<?> load(Path file) throws ClassNotFoundException {
        String path = CLASSES.relativize(file).toString();
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        return Class.forName(name, false, TemplateTypesTest.class.getClassLoader());
    }
}
