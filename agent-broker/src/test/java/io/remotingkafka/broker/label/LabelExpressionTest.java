package io.remotingkafka.broker.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.label.LabelExpression.And;
import io.remotingkafka.broker.label.LabelExpression.Atom;
import io.remotingkafka.broker.label.LabelExpression.Iff;
import io.remotingkafka.broker.label.LabelExpression.Implies;
import io.remotingkafka.broker.label.LabelExpression.Not;
import io.remotingkafka.broker.label.LabelExpression.Or;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table is Jenkins's documented behaviour: its help on label expressions and the grammar of its core. */
class LabelExpressionTest {
    @ParameterizedTest(name = "{0} on [{1}]: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "linux; linux; true",
                "linux; windows; false",
                "(linux); linux; true",
                "!linux; windows; true",
                "!linux; linux; false",
                "linux && jdk21; linux jdk21; true",
                "linux&&jdk21; linux; false",
                "linux||windows; windows; true",
                "linux -> jdk21; windows; true",
                "linux->jdk21; linux; false",
                "linux->jdk21; linux jdk21; true",
                "linux <-> jdk21; linux; false",
                "linux<->jdk21; windows; true",
                "a || b && c; a; true",
                "(a || b) && c; a; false",
                "!a && b; b; true",
                "!(a && b); a; true",
                "a -> b || c; a c; true",
                "a <-> b -> c; a c; true",
                "a <-> b <-> c; c; true",
                "a && b && c; a b; false",
                "\"needs space\"; x; false",
                "\"a&&b\" || c; c; true",
                "a-b; a-b; true",
                "a-; a-; true",
                "-a; -a; true",
                "a-b->c; c; true",
                "jdk-21.0_x@y+z:1/2; jdk-21.0_x@y+z:1/2; true",
                "größe; größe; true",
            })
    void matchesAsJenkinsDoes(String expression, String labels, boolean expected) {
        // When
        LabelParse parsed = LabelExpression.parse(expression);

        // Then
        assertThat(parsed).isInstanceOf(LabelParse.Parsed.class);
        assertThat(((LabelParse.Parsed) parsed).expression().matches(Set.of(labels.split(" "))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; 1; a label, '!' or '('; the end",
                "a b; 3; an operator or the end; 'b'",
                "a &&; 5; a label, '!' or '('; the end",
                "a & b; 3; an operator or the end; '&'",
                "a -> b -> c; 8; an operator or the end; '->'",
                "!!a; 2; a label, '!' or '('; '!'",
                "(a; 3; an operator or ')'; the end",
                "a); 2; an operator or the end; ')'",
                "a < b; 3; an operator or the end; '<'",
                "'a'; 1; a label, '!' or '('; '''",
                "\"open; 1; a label, '!' or '('; '\"open'",
                "\"\\x\"; 2; a label, '!' or '('; '\\x'",
            })
    void saysWhereItIsMalformed(String expression, int column, String expected, String found) {
        // When
        LabelParse parsed = LabelExpression.parse(expression);

        // Then
        assertThat(parsed).isEqualTo(new LabelParse.Malformed(expression, column, expected, found));
    }

    @Test
    void bindsAsTightlyAsJenkinsDoes() {
        // When
        LabelParse parsed = LabelExpression.parse("!a && b || c -> d <-> \"e f\"");

        // Then
        assertThat(parsed)
                .isEqualTo(new LabelParse.Parsed(new Iff(
                        new Implies(new Or(new And(new Not(atom("a")), atom("b")), atom("c")), atom("d")),
                        atom("e f"))));
    }

    @Test
    void takesWhatIsNoExpressionForOneLabelAsJenkinsDoesForJobs() {
        // When
        LabelExpression lax = LabelExpression.lax("my old agent");

        // Then
        assertThat(lax).isEqualTo(atom("my old agent"));
    }

    @Test
    void refusesDeepNestingInsteadOfExhaustingTheStack() {
        // When
        LabelParse parsed = LabelExpression.parse("(".repeat(100_000) + "a" + ")".repeat(100_000));

        // Then
        assertThat(parsed)
                .isInstanceOfSatisfying(LabelParse.Malformed.class, malformed -> assertThat(malformed.expected())
                        .contains("at most 200"));
    }

    private static Atom atom(String name) {
        return new Atom(name);
    }
}
