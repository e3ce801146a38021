package io.remotingkafka.protocol.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(NameArbitraries.class)
@Domain(DomainContext.Global.class)
class NamesTest {
    @Property
    void aKeyIsReadBack(@ForAll ControllerName controller, @ForAll AgentName agent) {
        AgentId id = new AgentId(controller, agent);

        assertThat(AgentId.ofKey(id.key())).isEqualTo(id);
    }

    @Property
    void orderAgreesWithEquality(@ForAll AgentName first, @ForAll AgentName second) {
        assertThat(first.compareTo(second) == 0).isEqualTo(first.equals(second));
    }

    @Example
    void whatIsNoKeyIsRefused() {
        for (String key : List.of("", "main", "/a", "main/", "Main/a", "main/ ")) {
            assertThatIllegalArgumentException().isThrownBy(() -> AgentId.ofKey(key));
        }
    }

    @Example
    void whatIsNoAgentsNameIsRefusedWithItsReason() {
        assertRefused("", "blank");
        assertRefused(" \u2003", "blank");
        assertRefused("a".repeat(256), "at most 255 characters, not 256");
        assertRefused("a\nb", "U+000A");
        assertRefused("a\u007f", "U+007F");
        assertRefused("a\ud83d", "U+D83D");
        assertRefused("\ude00a", "U+DE00");
    }

    private static void assertRefused(String name, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentName(name))
                .withMessageContaining(reason);
    }

    @Example
    void anAgentsNameMayBeAnythingElse() {
        for (String name : List.of(" a ", "a/b", "Büro 7", "ノード", "😀", "a.b_c", "\u202eabc", "a".repeat(255))) {
            assertThat(new AgentName(name).value()).isEqualTo(name);
        }
    }

    @Example
    void aControllersNameIsADnsLabel() {
        for (String name : List.of("a", "0", "main-1", "a--b", "a".repeat(63))) {
            assertThat(new ControllerName(name).value()).isEqualTo(name);
        }
        for (String name : List.of("", "-a", "a-", "A", "a.b", "a_b", "ä", "a".repeat(64))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ControllerName(name))
                    .withMessageContaining("DNS label");
        }
    }
}
