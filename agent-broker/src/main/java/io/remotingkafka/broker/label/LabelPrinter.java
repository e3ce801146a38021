package io.remotingkafka.broker.label;

import io.remotingkafka.broker.label.LabelExpression.And;
import io.remotingkafka.broker.label.LabelExpression.Atom;
import io.remotingkafka.broker.label.LabelExpression.Iff;
import io.remotingkafka.broker.label.LabelExpression.Implies;
import io.remotingkafka.broker.label.LabelExpression.Not;
import io.remotingkafka.broker.label.LabelExpression.Or;

/** Writes an expression so that reading it gives the same one, with the fewest parentheses. */
final class LabelPrinter {
    private static final int IFF = 1;
    private static final int IMPLIES = 2;
    private static final int OR = 3;
    private static final int AND = 4;
    private static final int NOT = 5;
    private static final int PRIMARY = 6;

    private LabelPrinter() {}

    static String print(LabelExpression expression) {
        return print(expression, IFF);
    }

    /** As an operand of something that takes only what binds at least this tightly. */
    private static String print(LabelExpression expression, int tightness) {
        return switch (expression) {
            case Atom(String name) -> label(name);
            case Not(var operand) -> enclosed("!" + print(operand, PRIMARY), NOT, tightness);
            case And(var left, var right) -> binary(left, "&&", right, AND, AND, tightness);
            case Or(var left, var right) -> binary(left, "||", right, OR, OR, tightness);
            // It does not chain, so that a left operand of its own kind needs parentheses as well.
            case Implies(var left, var right) -> binary(left, "->", right, OR, IMPLIES, tightness);
            case Iff(var left, var right) -> binary(left, "<->", right, IFF, IFF, tightness);
        };
    }

    private static String binary(
            LabelExpression left, String operator, LabelExpression right, int leftTightness, int own, int outer) {
        return enclosed(print(left, leftTightness) + " " + operator + " " + print(right, own + 1), own, outer);
    }

    private static String enclosed(String text, int own, int outer) {
        return own < outer ? "(" + text + ")" : text;
    }

    private static String label(String name) {
        LabelLexer lexer = new LabelLexer(name);
        LabelToken first = lexer.next();
        boolean plain = first.kind() == LabelToken.Kind.LABEL && first.text().equals(name);
        return plain ? name : quoted(name);
    }

    private static String quoted(String name) {
        StringBuilder out = new StringBuilder("\"");
        name.chars().forEach(c -> {
            int escape = "\b\t\n\f\r\"\\".indexOf(c);
            if (escape >= 0) {
                out.append('\\').append("btnfr\"\\".charAt(escape));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
