package io.remotingkafka.broker.jenkins;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an item waits, from the controller's own English text ({@code hudson/model/Messages.properties} of its core). Names
 * stand in typographic quotes there; older controllers have none.
 */
public sealed interface WaitReason {
    /** Nodes with the label are busy: {@code Waiting for next available executor on ‘x’}. */
    record NoFreeExecutor(Optional<String> label) implements WaitReason {}

    /** {@code There are no nodes with the label ‘x’}. */
    record NoNodes(String label) implements WaitReason {}

    /** {@code All nodes of label ‘x’ are offline}. */
    record NodesOffline(String label) implements WaitReason {}

    /** {@code ‘x’ is offline}: the item waits for that very node. */
    record NodeOffline(String node) implements WaitReason {}

    /** Anything else, of which no label can be learnt. */
    record Other(String text) implements WaitReason {}

    /** The label or node that the text names. */
    default Optional<String> named() {
        return switch (this) {
            case NoFreeExecutor(var label) -> label;
            case NoNodes(String label) -> Optional.of(label);
            case NodesOffline(String label) -> Optional.of(label);
            case NodeOffline(String node) -> Optional.of(node);
            case Other other -> Optional.empty();
        };
    }

    /** Whether an executor would help. */
    default boolean needsExecutor() {
        return !(this instanceof Other);
    }

    /** Reads the text. */
    static WaitReason of(String text) {
        Matcher executor = Texts.EXECUTOR.matcher(text);
        if (executor.matches()) {
            return new NoFreeExecutor(Optional.ofNullable(executor.group(1)));
        }
        Matcher none = Texts.NO_NODES.matcher(text);
        if (none.matches()) {
            return new NoNodes(none.group(1));
        }
        Matcher all = Texts.ALL_OFFLINE.matcher(text);
        if (all.matches()) {
            return new NodesOffline(all.group(1));
        }
        Matcher one = Texts.OFFLINE.matcher(text);
        return one.matches() ? new NodeOffline(one.group(1)) : new Other(text);
    }

    /** The texts. */
    final class Texts {
        private static final String NAME = "[‘']?(.+?)[’']?";
        private static final Pattern EXECUTOR = Pattern.compile(
                "(?:Waiting for next available executor|Waiting for next available executor on " + NAME + ")");
        private static final Pattern NO_NODES = Pattern.compile("There are no nodes with the label " + NAME);
        private static final Pattern ALL_OFFLINE =
                Pattern.compile("All nodes of (?:label|the label|the label,) " + NAME + ",? are offline");
        private static final Pattern OFFLINE = Pattern.compile(NAME + " is offline");

        private Texts() {}
    }
}
