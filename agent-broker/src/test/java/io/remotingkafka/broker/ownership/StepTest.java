package io.remotingkafka.broker.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.ownership.Step.Situation;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StepTest {
    private static final AgentId AGENT = AgentId.ofKey("main/linux");
    private static final int PARTITION = 3;
    private static final Step KEEP = new Step.Keep();
    private static final Step LEAVE = new Step.Leave();

    private static final GroupView OWNER = new GroupView("me", Set.of(PARTITION), Set.of("me", "other"), true);
    private static final GroupView MEMBER = new GroupView("me", Set.of(1), Set.of("me", "other"), true);

    @Example
    void aFreeAgentIsReadByTheOwnerOfItsKeyAlone() {
        assertThat(decide(nobody(7), false, OWNER)).isEqualTo(new Step.Read(7));
        assertThat(decide(nobody(7), true, OWNER)).isEqualTo(KEEP);
        assertThat(decide(nobody(7), false, MEMBER)).isEqualTo(KEEP);
        assertThat(decide(nobody(7), true, MEMBER)).isEqualTo(LEAVE);
    }

    @Example
    void aSessionStaysWhereItIsWhoeverOwnsTheKey() {
        for (GroupView group : List.of(OWNER, MEMBER, GroupView.outside("me"))) {
            assertThat(Step.decide(new Situation(heldBy("me"), PARTITION, true, true), group))
                    .isEqualTo(KEEP);
        }
        assertThat(decide(heldBy("other"), false, OWNER)).isEqualTo(KEEP);
        assertThat(decide(heldBy("other"), true, OWNER)).isEqualTo(LEAVE);
    }

    @Example
    void aSessionWhoseInstanceHasLeftIsTakenOverByTheOwnerAlone() {
        AgentState state = heldBy("gone");

        assertThat(decide(state, false, OWNER))
                .isEqualTo(new Step.TakeOver(state.session().orElseThrow(), 7));
        assertThat(decide(state, false, MEMBER)).isEqualTo(KEEP);
        assertThat(decide(state, true, MEMBER)).isEqualTo(LEAVE);
    }

    @Example
    void aSessionIsNotTakenOverWhileItsInstanceMayComeBack() {
        assertThat(decide(heldBy("late"), false, OWNER.settled(false))).isEqualTo(KEEP);
    }

    @Example
    void nothingIsTakenOverByAnInstanceThatIsCutOffFromTheGroup() {
        assertThat(decide(heldBy("other"), false, GroupView.outside("me"))).isEqualTo(KEEP);
        assertThat(decide(nobody(7), false, GroupView.outside("me"))).isEqualTo(KEEP);
        assertThat(decide(nobody(7), true, GroupView.outside("me"))).isEqualTo(LEAVE);
    }

    @Example
    void aSessionOfThisInstanceThatItDoesNotHoldAnyMoreIsOver() {
        assertThat(decide(heldBy("me"), false, OWNER)).isEqualTo(new Step.Read(7));
        assertThat(decide(heldBy("me"), true, MEMBER)).isEqualTo(LEAVE);
    }

    /** However they came to read before: once all have seen the same group and state, one at most goes on. */
    @Property(tries = 3_000)
    void ofInstancesWithTheSameViewAtMostOneReadsAndItIsTheRightOne(
            @ForAll @Size(5) List<Boolean> reading,
            @ForAll @IntRange(min = 1, max = 5) int instances,
            @ForAll @IntRange(min = -1, max = 4) int ownerNumber,
            @ForAll @IntRange(min = -1, max = 6) int holderNumber) {
        Set<String> members = Set.copyOf(
                IntStream.range(0, instances).mapToObj(StepTest::name).toList());
        AgentState state = holderNumber < 0 ? nobody(7) : heldBy(name(holderNumber));
        boolean held = holderNumber >= 0 && holderNumber < instances;

        List<Integer> readers = IntStream.range(0, instances)
                .filter(i -> {
                    boolean holds = held && i == holderNumber;
                    GroupView view =
                            new GroupView(name(i), i == ownerNumber ? Set.of(PARTITION) : Set.of(), members, true);
                    boolean reads = holds || reading.get(i);
                    return switch (Step.decide(new Situation(state, PARTITION, reads, holds), view)) {
                        case Step.Keep() -> reads;
                        case Step.Leave() -> false;
                        case Step.Read(long from) -> true;
                        case Step.TakeOver(LiveSession lost, long from) -> {
                            assertThat(members).doesNotContain(lost.instance());
                            yield true;
                        }
                    };
                })
                .boxed()
                .toList();

        boolean owned = ownerNumber >= 0 && ownerNumber < instances;
        if (held) {
            assertThat(readers).containsExactly(holderNumber);
        } else if (owned) {
            assertThat(readers).containsExactly(ownerNumber);
        } else {
            assertThat(readers).isEmpty();
        }
    }

    private static String name(int number) {
        return "broker-" + number;
    }

    private static Step decide(AgentState state, boolean reading, GroupView group) {
        return Step.decide(new Situation(state, PARTITION, reading, false), group);
    }

    private static AgentState nobody(long readFrom) {
        return AgentState.fresh(AGENT, readFrom);
    }

    private static AgentState heldBy(String instance) {
        return new AgentState(
                AGENT.controller(),
                AGENT.agent(),
                Optional.of(
                        new LiveSession(new SessionId(new UUID(1, 1)), SessionKind.TCP, instance, 1, Instant.EPOCH)),
                7);
    }
}
