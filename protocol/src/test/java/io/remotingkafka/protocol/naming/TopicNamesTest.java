package io.remotingkafka.protocol.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(NameArbitraries.class)
@Domain(DomainContext.Global.class)
class TopicNamesTest {
    /** Kafka's own rule (org.apache.kafka.common.internals.Topic). */
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private static final TopicNames LONGEST = new TopicNames("p".repeat(60));

    @Property(tries = 3_000)
    void allNamesAreLegalWhateverTheAgentIsCalled(@ForAll ControllerName controller, @ForAll AgentName agent) {
        AgentId id = new AgentId(controller, agent);

        assertThat(LONGEST.up(id)).matches(LEGAL).doesNotContain("_").endsWith(".up");
        assertThat(LONGEST.down(id)).matches(LEGAL).doesNotContain("_").endsWith(".down");
    }

    @Property(tries = 3_000)
    void twoAgentsNeverShareATopic(
            @ForAll ControllerName controller1,
            @ForAll AgentName agent1,
            @ForAll ControllerName controller2,
            @ForAll AgentName agent2) {
        AgentId first = new AgentId(controller1, agent1);
        AgentId second = new AgentId(controller2, agent2);
        TopicNames names = new TopicNames("a.b");

        assertThat(names.up(first)).isNotEqualTo(names.down(second));
        assertThat(names.up(first).equals(names.up(second))).isEqualTo(first.equals(second));
        assertThat(List.of(names.agents(), names.queue(), names.clusters()))
                .doesNotContain(names.up(first), names.down(first));
    }

    @Example
    void anInstallationBelowAnothersPrefixSharesNothingWithIt() {
        AgentId id = new AgentId(new ControllerName("main"), new AgentName("linux"));
        AgentId lookalike = new AgentId(new ControllerName("agent"), new AgentName("linux"));

        assertThat(new TopicNames("ci").up(id)).isEqualTo("ci.main.agent.linux.up");
        assertThat(new TopicNames("ci.main").up(lookalike)).isEqualTo("ci.main.agent.agent.linux.up");
    }

    @Example
    void theSharedTopicsStandBelowThePrefix() {
        TopicNames names = new TopicNames(TopicNames.DEFAULT_PREFIX);

        assertThat(names.agents()).isEqualTo("remoting-kafka.agents");
        assertThat(names.queue()).isEqualTo("remoting-kafka.queue");
        assertThat(names.clusters()).isEqualTo("remoting-kafka.clusters");
    }

    @Example
    void aPrefixThatCannotBeIsRefused() {
        for (String prefix : List.of("", ".", "a.", "-a", "a_b", "ä", "a b", "a\n", "p".repeat(61))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TopicNames(prefix))
                    .withMessageContaining("topic prefix");
        }
    }
}
