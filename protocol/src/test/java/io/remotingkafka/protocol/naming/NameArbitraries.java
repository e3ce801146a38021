package io.remotingkafka.protocol.naming;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Names as administrators write them, and as an adversary would. */
final class NameArbitraries extends DomainContextBase {
    /** Pieces that are near to each other in some form or encoding. */
    private static final List<String> PIECES = List.of(
            "a",
            "A",
            "7",
            "-",
            "--",
            "-x",
            "-x2e",
            "-h",
            "x2d",
            ".",
            "_",
            " ",
            "/",
            "%2e",
            "é",
            "é",
            "ü",
            "ß",
            "世",
            "ж",
            "😀",
            "İ",
            "ı",
            "node",
            "linux",
            "-h00000000000000000000000000000000");

    @Provide
    Arbitrary<AgentName> names() {
        Arbitrary<String> pieced =
                Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(40).map(pieces -> String.join("", pieces));
        Arbitrary<String> any = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(255);
        Arbitrary<String> same = Combinators.combine(
                        Arbitraries.of(PIECES), Arbitraries.integers().between(1, 255))
                .as((piece, times) -> piece.repeat(times));
        return Arbitraries.oneOf(pieced, any, same)
                .map(text -> text.length() <= AgentName.MAX_LENGTH ? text : text.substring(0, AgentName.MAX_LENGTH))
                .filter(NameArbitraries::isName)
                .map(AgentName::new)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<ControllerName> controllers() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .numeric()
                                .ofMinLength(1)
                                .ofMaxLength(63),
                        Arbitraries.of("main", "agent", "agents", "a-b", "a--b", "0", "a".repeat(63)))
                .map(ControllerName::new)
                .withoutEdgeCases();
    }

    private static boolean isName(String text) {
        return !text.isBlank()
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
