package io.remotingkafka.broker.label;

import io.remotingkafka.broker.label.LabelExpression.And;
import io.remotingkafka.broker.label.LabelExpression.Atom;
import io.remotingkafka.broker.label.LabelExpression.Iff;
import io.remotingkafka.broker.label.LabelExpression.Implies;
import io.remotingkafka.broker.label.LabelExpression.Not;
import io.remotingkafka.broker.label.LabelExpression.Or;
import io.remotingkafka.broker.label.LabelToken.Kind;

/**
 * Reads label expressions by Jenkins's grammar ({@code LabelExpressionParser.g4} of its core). From the loosest to the
 * tightest:
 *
 * <pre>
 * iff     = implies { "<->" implies }
 * implies = or [ "->" or ]              not chained: (a->b)->c and a->(b->c) differ
 * or      = and { "||" and }
 * and     = not { "&&" not }
 * not     = [ "!" ] primary             not doubled: !(!a), but not !!a
 * primary = "(" iff ")" | label | '"' quoted label '"'
 * </pre>
 */
final class LabelParser {
    /** Deeper nesting would be a programme, not a label, and could exhaust the stack. */
    private static final int MAX_DEPTH = 200;

    /** Leaves the descent; never leaves this class. */
    private static final class Stop extends Exception {
        private final transient LabelToken token;
        private final String expected;

        Stop(LabelToken token, String expected) {
            super(expected, null, false, false);
            this.token = token;
            this.expected = expected;
        }
    }

    private final LabelLexer lexer;
    private LabelToken current;
    private int depth;

    private LabelParser(String text) {
        this.lexer = new LabelLexer(text);
        this.current = lexer.next();
    }

    static LabelParse parse(String text) {
        LabelParser parser = new LabelParser(text);
        try {
            LabelExpression whole = parser.iff();
            if (parser.current.kind() != Kind.END) {
                throw new Stop(parser.current, "an operator or the end");
            }
            return new LabelParse.Parsed(whole);
        } catch (Stop stop) {
            return new LabelParse.Malformed(text, stop.token.column(), stop.expected, stop.token.found());
        }
    }

    private LabelExpression iff() throws Stop {
        LabelExpression left = implies();
        while (take(Kind.IFF)) {
            left = new Iff(left, implies());
        }
        return left;
    }

    private LabelExpression implies() throws Stop {
        LabelExpression left = or();
        return take(Kind.IMPLIES) ? new Implies(left, or()) : left;
    }

    private LabelExpression or() throws Stop {
        LabelExpression left = and();
        while (take(Kind.OR)) {
            left = new Or(left, and());
        }
        return left;
    }

    private LabelExpression and() throws Stop {
        LabelExpression left = not();
        while (take(Kind.AND)) {
            left = new And(left, not());
        }
        return left;
    }

    private LabelExpression not() throws Stop {
        return take(Kind.NOT) ? new Not(primary()) : primary();
    }

    private LabelExpression primary() throws Stop {
        LabelToken token = current;
        if (take(Kind.LABEL)) {
            return new Atom(token.text());
        }
        if (!take(Kind.OPEN)) {
            throw new Stop(token, "a label, '!' or '('");
        }
        depth++;
        if (depth > MAX_DEPTH) {
            throw new Stop(token, "at most " + MAX_DEPTH + " parentheses within each other");
        }
        LabelExpression inner = iff();
        if (!take(Kind.CLOSE)) {
            throw new Stop(current, "an operator or ')'");
        }
        depth--;
        return inner;
    }

    private boolean take(Kind kind) {
        if (current.kind() != kind) {
            return false;
        }
        current = lexer.next();
        return true;
    }
}
