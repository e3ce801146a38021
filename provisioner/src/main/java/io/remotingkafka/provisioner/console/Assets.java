package io.remotingkafka.provisioner.console;

import io.quarkus.qute.TemplateGlobal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the build packed for browsers: files whose names change with their content. */
final class Assets {
    private static final String NAMES = "/console-assets.properties";
    private static final Properties FILES = read();

    private Assets() {}

    /** The style sheet's path. */
    @TemplateGlobal(name = "styleSheet")
    static String styleSheet() {
        return path("console.css");
    }

    /** The script's path. */
    @TemplateGlobal(name = "script")
    static String script() {
        return path("console.js");
    }

    /** The icons' path. */
    @TemplateGlobal(name = "icons")
    static String icons() {
        return path("icons.svg");
    }

    /** The path of the picture in a browser's tab. */
    @TemplateGlobal(name = "favicon")
    static String favicon() {
        return path("favicon.svg");
    }

    private static String path(String name) {
        return "/assets/" + FILES.getProperty(name);
    }

    private static Properties read() {
        Properties files = new Properties();
        try (InputStream names = Assets.class.getResourceAsStream(NAMES)) {
            if (names == null) {
                throw new IllegalStateException("The build left out " + NAMES + ": was pack-web skipped?");
            }
            files.load(names);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("The names of the console's files cannot be read", e);
        }
    }
}
