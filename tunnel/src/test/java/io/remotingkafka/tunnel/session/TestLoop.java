package io.remotingkafka.tunnel.session;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/** An event loop whose ticks and timers run when the test says so: thousands of outages take no time. */
final class TestLoop {
    private record Timer(long at, long id, Handler<Long> handler) {}

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::id));
    private final Vertx vertx = proxy(Vertx.class);
    private final Context context = proxy(Context.class);
    private long millis;
    private long timerIds;

    Context context() {
        return context;
    }

    /** Runs what has been queued, and what that queues. */
    void tick() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Lets that much time pass. */
    void pass(Duration time) {
        long until = millis + time.toMillis();
        tick();
        while (!timers.isEmpty() && timers.peek().at() <= until) {
            Timer timer = timers.remove();
            millis = timer.at();
            timer.handler().handle(timer.id());
            tick();
        }
        millis = until;
    }

    /** How many timers are set. */
    int timers() {
        return timers.size();
    }

    @SuppressWarnings("unchecked")
    private Object call(String method, Object[] arguments) {
        return switch (method) {
            case "runOnContext" -> {
                Handler<Void> handler = (Handler<Void>) arguments[0];
                tasks.add(() -> handler.handle(null));
                yield null;
            }
            case "owner" -> vertx;
            case "setTimer" -> {
                timers.add(new Timer(millis + (long) arguments[0], ++timerIds, (Handler<Long>) arguments[1]));
                yield timerIds;
            }
            case "cancelTimer" -> timers.removeIf(timer -> timer.id() == (long) arguments[0]);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(method.getName(), arguments)));
    }
}
