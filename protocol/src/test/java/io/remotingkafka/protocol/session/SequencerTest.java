package io.remotingkafka.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.session.Sequencer.Verdict;
import io.remotingkafka.protocol.session.Sequencer.Verdict.Duplicate;
import io.remotingkafka.protocol.session.Sequencer.Verdict.Foreign;
import io.remotingkafka.protocol.session.Sequencer.Verdict.Gap;
import io.remotingkafka.protocol.session.Sequencer.Verdict.Next;
import io.remotingkafka.protocol.session.Sequencer.Verdict.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SequencerTest {
    private static final SessionId SESSION = new SessionId(new UUID(0, 1));
    private static final SessionId OTHER = new SessionId(new UUID(0, 2));

    /** A delivery as a partition may give it: everything in order, and after any frame a repeat of any earlier ones. */
    @Provide
    Arbitrary<List<Long>> deliveriesWithRepeats() {
        return Arbitraries.integers()
                .between(0, 3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .flatMap(repeats -> Arbitraries.randomValue(random -> {
                    List<Long> delivery = new ArrayList<>();
                    for (int sent = 0; sent < repeats.size(); sent++) {
                        delivery.add((long) sent);
                        for (int i = 0; i < repeats.get(sent); i++) {
                            // Kafka repeats whole batches: from some earlier frame up to here.
                            for (long again = random.nextInt(sent + 1); again <= sent; again++) {
                                delivery.add(again);
                            }
                        }
                    }
                    return delivery;
                }));
    }

    @Property
    void repeatsAreDroppedAndTheRestIsWhatWasSent(@ForAll("deliveriesWithRepeats") List<Long> delivery) {
        Sequencer sequencer = Sequencer.starting(SESSION);
        List<Long> accepted = new ArrayList<>();

        for (long number : delivery) {
            switch (sequencer.judge(SESSION, 1, number)) {
                case Next(Sequencer then) -> {
                    accepted.add(number);
                    sequencer = then;
                }
                case Duplicate() -> assertThat(accepted).contains(number);
                case Gap gap -> throw new AssertionError(gap);
                case Foreign foreign -> throw new AssertionError(foreign);
                case Stale stale -> throw new AssertionError(stale);
            }
        }

        assertThat(accepted).isEqualTo(delivery.stream().distinct().toList());
    }

    @Property
    void whateverIsLeftOutIsAGapAtOnce(
            @ForAll("deliveriesWithRepeats") List<Long> delivery, @ForAll @IntRange(max = 59) int which) {
        long last = delivery.stream().mapToLong(Long::longValue).max().orElseThrow();
        long lost = which % (last + 1);
        Sequencer sequencer = Sequencer.starting(SESSION);

        for (long number : delivery) {
            if (number == lost) {
                continue;
            }
            switch (sequencer.judge(SESSION, 1, number)) {
                case Next(Sequencer then) -> {
                    assertThat(number).isLessThan(lost);
                    sequencer = then;
                }
                case Gap(long expected, long got) -> {
                    assertThat(expected).isEqualTo(lost);
                    assertThat(got).isEqualTo(lost + 1);
                    return;
                }
                case Duplicate duplicate -> assertThat(number).isLessThan(lost);
                case Foreign foreign -> throw new AssertionError(foreign);
                case Stale stale -> throw new AssertionError(stale);
            }
        }
        assertThat(lost).isEqualTo(last);
    }

    @Property
    void onlyThisSessionIsJudgedByItsNumbers(@ForAll int epoch, @ForAll long sequence) {
        assertThat(Sequencer.starting(SESSION).judge(OTHER, epoch, sequence)).isEqualTo(new Foreign(OTHER));
    }

    @Property
    void anyNumbersHaveAVerdictAndNoneButTheNextMovesOn(
            @ForAll @IntRange(min = 1) int epoch,
            @ForAll @IntRange(min = 0) int next,
            @ForAll int ofEpoch,
            @ForAll long number) {
        Verdict verdict = new Sequencer(SESSION, epoch, next).judge(SESSION, ofEpoch, number);

        if (verdict instanceof Next(Sequencer then)) {
            assertThat(ofEpoch).isGreaterThanOrEqualTo(epoch);
            assertThat(number).isEqualTo(ofEpoch == epoch ? next : 0);
            assertThat(then).isEqualTo(new Sequencer(SESSION, ofEpoch, number + 1));
        } else {
            assertThat(ofEpoch == epoch && number == next).isFalse();
        }
    }

    @Example
    void aNewOwnerBeginsAtZeroAndTheFormerOneIsStale() {
        Sequencer before = new Sequencer(SESSION, 1, 42);

        Verdict takenOver = before.judge(SESSION, 2, 0);

        assertThat(takenOver).isEqualTo(new Next(new Sequencer(SESSION, 2, 1)));
        assertThat(((Next) takenOver).then().judge(SESSION, 1, 42)).isEqualTo(new Stale(1));
        assertThat(((Next) takenOver).then().judge(SESSION, 2, 0)).isEqualTo(new Duplicate());
    }

    @Example
    void aNewOwnerWhoseFirstFrameIsLostLeavesAGap() {
        assertThat(new Sequencer(SESSION, 1, 42).judge(SESSION, 3, 1)).isEqualTo(new Gap(0, 1));
    }
}
