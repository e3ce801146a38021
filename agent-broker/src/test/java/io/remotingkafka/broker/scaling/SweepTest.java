package io.remotingkafka.broker.scaling;

import static io.remotingkafka.broker.scaling.Worlds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.protocol.naming.AgentName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final String MARK = "Made by Remoting over Kafka (ci) ";

    @Test
    void aNodeOfNoAgentWithOurMarkIsAStrayAndLookAlikesAreNot() {
        // Given
        List<ControllerNode> nodes = List.of(
                node("linux-0000000001", MARK + "for the pool linux", List.of()),
                node("linux-0000000002", MARK + "for the pool linux", List.of()),
                node("linux-0000000003", MARK + "for the pool linux", List.of("http://ci/job/a/1/")),
                node("linux-0000000004", MARK + "for the pool linux", List.of()),
                node("linux-0000000005", "Made by Remoting over Kafka (ci-2) for the pool linux", List.of()),
                node("linux-0000000006", "", List.of()),
                node("linux-0000000007", "Copy of " + MARK, List.of()));
        QueueItem resuming = Worlds.item(1, "linux-0000000004", NOW);

        // When
        Set<String> strays = Sweep.strayNodes(
                Worlds.world(List.of(resuming), nodes, List.of(), List.of()).controller(),
                Set.of(new AgentName("linux-0000000002")),
                MARK);

        // Then
        assertThat(strays).as("not known, busy, named, and others' ones stay").containsExactly("linux-0000000001");
    }

    @Test
    void oneListingIsNotEnoughAndNeitherAreTwoThatAreCloseTogether() {
        // Given
        Strays<String> strays = new Strays<>();

        // Then
        assertThat(strays.see(Set.of("a"), NOW)).isEmpty();
        assertThat(strays.see(Set.of("a"), NOW.plusSeconds(19))).isEmpty();
        assertThat(strays.see(Set.of("a", "b"), NOW.plusSeconds(20))).containsExactly("a");
    }

    @Test
    void whatWasSomebodysInBetweenCountsFromTheBeginning() {
        // Given
        Strays<String> strays = new Strays<>();
        strays.see(Set.of("a"), NOW);
        strays.see(Set.of(), NOW.plusSeconds(10));

        // Then
        assertThat(strays.see(Set.of("a"), NOW.plusSeconds(20))).isEmpty();
        assertThat(strays.see(Set.of("a"), NOW.plusSeconds(40))).containsExactly("a");
    }

    private static ControllerNode node(String name, String description, List<String> builds) {
        return new ControllerNode(
                new AgentName(name), description, Set.of(name, "linux"), false, false, false, 1, builds);
    }
}
