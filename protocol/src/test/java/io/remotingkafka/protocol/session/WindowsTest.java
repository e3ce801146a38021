package io.remotingkafka.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Both windows of one direction, joined by a wire on which data and credit take their time. */
class WindowsTest {
    private enum Act {
        SEND,
        DELIVER,
        CONSUME,
        ANNOUNCE,
        GRANT
    }

    /** What the receiver and the sender know, and what is on its way between them. */
    private static final class Direction {
        private final Deque<Integer> data = new ArrayDeque<>();
        private final Deque<Long> credit = new ArrayDeque<>();
        private ReceiveWindow receiver;
        private SendWindow sender = SendWindow.CLOSED;

        Direction(int size) {
            receiver = ReceiveWindow.of(size);
        }

        void act(Act act, int bytes) {
            switch (act) {
                case SEND -> {
                    int fits = (int) Math.min(bytes, sender.available());
                    sender = sender.afterSending(fits);
                    data.add(fits);
                }
                case DELIVER -> {
                    if (!data.isEmpty()) {
                        int came = data.remove();
                        assertThat(receiver.admits(came)).isTrue();
                        receiver = receiver.afterReceiving(came);
                    }
                }
                case CONSUME -> receiver = receiver.afterConsuming((int) Math.min(bytes, receiver.waiting()));
                case ANNOUNCE -> {
                    credit.add(receiver.limit());
                    receiver = receiver.afterAnnouncing();
                }
                case GRANT -> {
                    if (!credit.isEmpty()) {
                        sender = sender.granted(credit.remove());
                    }
                }
            }
        }
    }

    @Property(tries = 2_000)
    void aSenderWithinItsCreditNeverOverfillsTheReceiver(
            @ForAll @IntRange(min = 1, max = 1_000) int size,
            @ForAll @Size(max = 200) List<Act> acts,
            @ForAll @IntRange(min = 1, max = 700) int bytes) {
        Direction direction = new Direction(size);

        for (Act act : acts) {
            direction.act(act, bytes);

            assertThat(direction.receiver.waiting()).isBetween(0L, (long) size);
            assertThat(direction.sender.available()).isBetween(0L, (long) size);
            assertThat(direction.sender.sent() - direction.receiver.consumed()).isLessThanOrEqualTo(size);
        }
    }

    @Property
    void creditIsOwedFromAQuarterOnAndNotBefore(@ForAll @IntRange(min = 4, max = 4_194_304) int size) {
        ReceiveWindow full = ReceiveWindow.of(size).afterAnnouncing().afterReceiving(size);
        int quarter = size / 4;

        assertThat(full.renewalDue()).isFalse();
        assertThat(full.afterConsuming(quarter - 1).renewalDue()).isFalse();
        assertThat(full.afterConsuming(quarter).renewalDue()).isTrue();
        assertThat(full.afterConsuming(quarter).afterAnnouncing().renewalDue()).isFalse();
    }

    @Example
    void theSmallestWindowGoesByteByByte() {
        ReceiveWindow one = ReceiveWindow.of(1).afterAnnouncing();

        assertThat(one.admits(1)).isTrue();
        assertThat(one.admits(2)).isFalse();
        assertThat(one.afterReceiving(1).admits(1)).isFalse();
        assertThat(one.afterReceiving(1).afterConsuming(1).renewalDue()).isTrue();
    }

    @Example
    void nothingIsAdmittedBeforeAnythingWasAnnounced() {
        assertThat(ReceiveWindow.of(100).admits(1)).isFalse();
        assertThat(ReceiveWindow.of(100).renewalDue()).isTrue();
    }

    @Example
    void anOvertakenGrantTakesNothingBack() {
        assertThat(SendWindow.CLOSED.granted(100).granted(50).available()).isEqualTo(100);
    }

    @Example
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReceiveWindow.of(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReceiveWindow.of(9).afterConsuming(1));
        assertThatIllegalArgumentException().isThrownBy(() -> SendWindow.CLOSED.afterSending(1));
    }
}
