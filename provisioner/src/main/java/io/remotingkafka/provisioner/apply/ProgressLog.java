package io.remotingkafka.provisioner.apply;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The progress of one operation: who comes late hears all from the beginning. */
final class ProgressLog {
    private final List<Progress> events = new ArrayList<>();
    private final Set<MultiEmitter<? super Progress>> listeners = new HashSet<>();

    synchronized void add(Progress event) {
        if (ended()) {
            return;
        }
        events.add(event);
        List<MultiEmitter<? super Progress>> now = List.copyOf(listeners);
        now.forEach(listener -> listener.emit(event));
        if (event.last()) {
            now.forEach(MultiEmitter::complete);
            listeners.clear();
        }
    }

    Multi<Progress> follow() {
        return Multi.createFrom().<Progress>emitter(this::listen);
    }

    private synchronized void listen(MultiEmitter<? super Progress> listener) {
        events.forEach(listener::emit);
        if (ended()) {
            listener.complete();
        } else {
            listeners.add(listener);
            listener.onTermination(() -> forget(listener));
        }
    }

    private synchronized void forget(MultiEmitter<? super Progress> listener) {
        listeners.remove(listener);
    }

    /** Whether nothing comes any more. */
    synchronized boolean ended() {
        return !events.isEmpty() && events.get(events.size() - 1).last();
    }
}
