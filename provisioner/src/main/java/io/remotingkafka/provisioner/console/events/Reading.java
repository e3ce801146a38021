package io.remotingkafka.provisioner.console.events;

import java.util.Optional;
import java.util.function.Function;

/**
 * How far a topic has been read.
 *
 * @param board what is known
 * @param complete whether the end was reached once; before that what is known is not all there is
 * @param trouble why nothing newer is known, where that is so
 */
public record Reading<B>(B board, boolean complete, Optional<String> trouble) {
    static <B> Reading<B> begun(B empty) {
        return new Reading<>(empty, false, Optional.empty());
    }

    static <B> Reading<B> of(B board) {
        return new Reading<>(board, true, Optional.empty());
    }

    /** With a part of what is known, or another form of it. */
    public <V> Reading<V> map(Function<B, V> form) {
        return new Reading<>(form.apply(board), complete, trouble);
    }

    Reading<B> troubled(String why) {
        return new Reading<>(board, complete, Optional.of(why));
    }
}
