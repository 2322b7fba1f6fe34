package dev.vigie.stream;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The live stores of every stream thread. A thread commits all its tasks together, but prepares one after the other,
 * and waits each time until the broker has what the task has written. Where the first one writes for all, there is one
 * wait and not two dozen. Safe for use by several threads.
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

    /** Has all stores of this thread write what has changed. */
    void writeChanged() {
        for (LiveStore<?> store : stores.getOrDefault(Thread.currentThread(), List.of())) {
            store.live().writeChanged();
        }
    }
}
