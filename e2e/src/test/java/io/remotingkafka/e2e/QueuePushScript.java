package io.remotingkafka.e2e;

import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyShell;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * The script that administrators put into {@code init.groovy.d}, with stand-ins for the three classes of Jenkins that it
 * touches: no jenkins.war is at hand, and Hudson has no such listeners.
 */
final class QueuePushScript {
    private static final Path SCRIPT = Path.of("k8s", "jenkins", "queue-push.groovy");

    private final GroovyClassLoader jenkins = new GroovyClassLoader();

    private QueuePushScript() {
        jenkins.parseClass("""
                package hudson
                class ExtensionList extends ArrayList {
                    static final ExtensionList ALL = new ExtensionList()
                    static ExtensionList lookup(Class type) { ALL }
                }""");
        jenkins.parseClass("""
                package hudson.model
                class Queue {
                    static class BuildableItem { long id }
                    static class LeftItem { long id }
                }""");
        jenkins.parseClass("""
                package hudson.model.queue
                abstract class QueueListener {
                    void onEnterBuildable(hudson.model.Queue.BuildableItem item) {}
                    void onLeft(hudson.model.Queue.LeftItem item) {}
                }""");
    }

    /** Runs it as Jenkins does at its start, with these two in its environment. */
    static QueuePushScript run(URI pushUrl, String secret) {
        QueuePushScript script = new QueuePushScript();
        Map<String, String> environment =
                Map.of("REMOTING_KAFKA_PUSH_URL", pushUrl.toString(), "REMOTING_KAFKA_PUSH_SECRET", secret);
        GroovyShell shell = new GroovyShell(script.jenkins, new Binding(Map.of("environment", environment)));
        shell.evaluate("def known = environment\nSystem.metaClass.static.getenv = { String name -> known[name] }");
        try {
            shell.evaluate(ProjectRoot.find().resolve(SCRIPT).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The script cannot be read", e);
        }
        return script;
    }

    /** What Jenkins's queue calls when an item needs an executor. */
    void enterBuildable(long item) {
        new GroovyShell(jenkins, new Binding(Map.of("item", item)))
                .evaluate(
                        "hudson.ExtensionList.ALL.each { it.onEnterBuildable(new hudson.model.Queue.BuildableItem(id: item)) }");
    }

    /** What Jenkins's queue calls when an item is built or cancelled. */
    void leave(long item) {
        new GroovyShell(jenkins, new Binding(Map.of("item", item)))
                .evaluate("hudson.ExtensionList.ALL.each { it.onLeft(new hudson.model.Queue.LeftItem(id: item)) }");
    }
}
