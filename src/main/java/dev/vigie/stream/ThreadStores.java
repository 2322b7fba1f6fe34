package dev.vigie.stream;

import dev.vigie.store.LiveState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The live stores of every stream thread. A thread commits all its tasks together, but prepares one after the other,
 * and waits each time until the broker has what the task has written. Where the first one writes for all, there is one
 * wait and not two dozen. And all tasks have to write their profiles after about the same time: they do so one after
 * the other, at a commit each, since no event is processed meanwhile. Safe for use by several threads.
 */
final class ThreadStores {

    private final Map<Thread, List<LiveStore<?>>> stores = new ConcurrentHashMap<>();

    /** The thread that calls this is the one that uses the store from now on. */
    void join(LiveStore<?> store) {
        leave(store);
        stores.computeIfAbsent(Thread.currentThread(), thread -> new CopyOnWriteArrayList<>())
                .add(store);
    }

    void leave(LiveStore<?> store) {
        for (Thread thread : stores.keySet()) {
            stores.computeIfPresent(thread, (same, own) -> {
                own.remove(store);
                return own.isEmpty() ? null : own;
            });
        }
    }

    /** Has all stores of this thread write what has changed, and one of those that are full all it has. */
    void writeChanged() {
        List<LiveStore<?>> own = stores.getOrDefault(Thread.currentThread(), List.of());
        LiveState fullest = null;
        double most = 1;
        for (LiveStore<?> store : own) {
            double fullness = store.live().fullness();
            if (fullness >= most) {
                fullest = store.live();
                most = fullness;
            }
        }
        if (fullest != null) {
            fullest.writeAllNext();
        }
        for (LiveStore<?> store : own) {
            store.live().writeChanged();
        }
    }
}
