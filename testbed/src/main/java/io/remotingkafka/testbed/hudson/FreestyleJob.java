package io.remotingkafka.testbed.hudson;

import java.util.Optional;

/**
 * A freestyle job of one shell script.
 *
 * @param label where it may run: a label or a node's name
 * @param script run by {@code sh -xe} in the job's workspace
 * @param artifacts files of the workspace that are archived, as Ant patterns
 */
public record FreestyleJob(String name, String label, String script, Optional<String> artifacts) {
    /** A job that archives nothing. */
    public static FreestyleJob of(String name, String label, String script) {
        return new FreestyleJob(name, label, script, Optional.empty());
    }

    /** The same, and keeps these files. */
    public FreestyleJob archiving(String pattern) {
        return new FreestyleJob(name, label, script, Optional.of(pattern));
    }

    /** Its {@code config.xml}, as Hudson 3 reads it. */
    String xml() {
        String archiver = artifacts
                .map(pattern -> "<hudson.tasks.ArtifactArchiver><artifacts>" + escape(pattern)
                        + "</artifacts><latestOnly>false</latestOnly></hudson.tasks.ArtifactArchiver>")
                .orElse("");
        return """
               <?xml version='1.0' encoding='UTF-8'?>
               <project>
                 <project-properties class="java.util.concurrent.ConcurrentHashMap"/>
                 <keepDependencies>false</keepDependencies>
                 <assignedNode>%s</assignedNode>
                 <canRoam>false</canRoam>
                 <disabled>false</disabled>
                 <builders><hudson.tasks.Shell><command>%s</command></hudson.tasks.Shell></builders>
                 <publishers>%s</publishers>
                 <buildWrappers/>
               </project>
               """.formatted(escape(label), escape(script), archiver);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
