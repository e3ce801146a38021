package io.remotingkafka.broker.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.label.LabelExpression.And;
import io.remotingkafka.broker.label.LabelExpression.Atom;
import io.remotingkafka.broker.label.LabelExpression.Iff;
import io.remotingkafka.broker.label.LabelExpression.Implies;
import io.remotingkafka.broker.label.LabelExpression.Not;
import io.remotingkafka.broker.label.LabelExpression.Or;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LabelRoundTripTest {
    @Property
    void readsWhatItPrints(@ForAll("expressions") LabelExpression expression) {
        assertThat(LabelExpression.parse(expression.toString())).isEqualTo(new LabelParse.Parsed(expression));
    }

    @Property
    void neverFailsOnAnyText(@ForAll String text) {
        LabelParse parsed = LabelExpression.parse(text);

        if (parsed instanceof LabelParse.Parsed(LabelExpression expression)) {
            assertThat(LabelExpression.parse(expression.toString())).isEqualTo(parsed);
        }
    }

    @Provide
    Arbitrary<LabelExpression> expressions() {
        return expressions(4);
    }

    private static Arbitrary<LabelExpression> expressions(int depth) {
        Arbitrary<LabelExpression> atoms = Arbitraries.oneOf(
                        Arbitraries.of("a", "b-c", "-", "a->b", "x y", "\"", "\\", "'q'", "ü", "", "\n\t"),
                        Arbitraries.strings().ofMaxLength(6))
                .map(Atom::new);
        if (depth == 0) {
            return atoms;
        }
        Arbitrary<LabelExpression> inner = Arbitraries.lazy(() -> expressions(depth - 1));
        return Arbitraries.oneOf(
                atoms,
                inner.map(Not::new),
                Combinators.combine(inner, inner).as(And::new),
                Combinators.combine(inner, inner).as(Or::new),
                Combinators.combine(inner, inner).as(Implies::new),
                Combinators.combine(inner, inner).as(Iff::new));
    }
}
