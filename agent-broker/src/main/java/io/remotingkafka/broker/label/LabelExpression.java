package io.remotingkafka.broker.label;

import java.util.HashSet;
import java.util.Set;

/**
 * A boolean expression over labels, as jobs and pipelines give it: {@code linux && (jdk21 || jdk25)}.
 *
 * <p>A node matches by its labels, and its own name is one of them.
 */
public sealed interface LabelExpression {
    /** Whether a node with these labels, its own name among them, matches. */
    boolean matches(Set<String> labels);

    /** All labels and names that it speaks of. */
    default Set<String> names() {
        return switch (this) {
            case Atom(String name) -> Set.of(name);
            case Not(var operand) -> operand.names();
            case And(var left, var right) -> union(left, right);
            case Or(var left, var right) -> union(left, right);
            case Implies(var left, var right) -> union(left, right);
            case Iff(var left, var right) -> union(left, right);
        };
    }

    private static Set<String> union(LabelExpression left, LabelExpression right) {
        Set<String> both = new HashSet<>(left.names());
        both.addAll(right.names());
        return both;
    }

    /** Reads an expression; what is wrong with it is a value. */
    static LabelParse parse(String text) {
        return LabelParser.parse(text);
    }

    /**
     * Reads an expression as Jenkins reads a job's: a text that is no expression is one label of that very name ("for
     * backward compatibility", {@code Jenkins.getLabel}).
     */
    static LabelExpression lax(String text) {
        return switch (LabelParser.parse(text)) {
            case LabelParse.Parsed(LabelExpression expression) -> expression;
            case LabelParse.Malformed malformed -> new Atom(text.strip());
        };
    }

    /** One label, or a node's name. */
    record Atom(String name) implements LabelExpression {
        @Override
        public boolean matches(Set<String> labels) {
            return labels.contains(name);
        }

        @Override
        public String toString() {
            return LabelPrinter.print(this);
        }
    }

    /** {@code !a}. */
    record Not(LabelExpression operand) implements LabelExpression {
        @Override
        public boolean matches(Set<String> labels) {
            return !operand.matches(labels);
        }

        @Override
        public String toString() {
            return LabelPrinter.print(this);
        }
    }

    /** {@code a && b}. */
    record And(LabelExpression left, LabelExpression right) implements LabelExpression {
        @Override
        public boolean matches(Set<String> labels) {
            return left.matches(labels) && right.matches(labels);
        }

        @Override
        public String toString() {
            return LabelPrinter.print(this);
        }
    }

    /** {@code a || b}. */
    record Or(LabelExpression left, LabelExpression right) implements LabelExpression {
        @Override
        public boolean matches(Set<String> labels) {
            return left.matches(labels) || right.matches(labels);
        }

        @Override
        public String toString() {
            return LabelPrinter.print(this);
        }
    }

    /** {@code a -> b}: if a, then b. */
    record Implies(LabelExpression left, LabelExpression right) implements LabelExpression {
        @Override
        public boolean matches(Set<String> labels) {
            return !left.matches(labels) || right.matches(labels);
        }

        @Override
        public String toString() {
            return LabelPrinter.print(this);
        }
    }

    /** {@code a <-> b}: both or neither. */
    record Iff(LabelExpression left, LabelExpression right) implements LabelExpression {
        @Override
        public boolean matches(Set<String> labels) {
            return left.matches(labels) == right.matches(labels);
        }

        @Override
        public String toString() {
            return LabelPrinter.print(this);
        }
    }
}
