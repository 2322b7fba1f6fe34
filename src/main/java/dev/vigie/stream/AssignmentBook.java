package dev.vigie.stream;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import dev.vigie.wire.AssignmentMessage;
import dev.vigie.wire.WireException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the topic of assignments has said so far, by keyed hashes of its keys, bounded.
 *
 * <p>It says "not assigned" only where it knows: not before the topic was read to its end, not of an operator who has
 * no assignment at all (the controller may give the lists of some operators and not of others), and not of somebody who
 * is not found once something had to be left out. A subject whose assignment has ended, or not begun, is not assigned.
 * It depends on nothing but the topic's last record of each key, so that compaction changes no answer.
 *
 * <p>Safe for use by several threads.
 */
public final class AssignmentBook implements Assignments {

    public static final int ENTRIES_MAX = 1_000_000;
    static final int OPERATORS_MAX = 10_000;

    private final ToLongFunction<String> hash;
    private final int entriesMax;

    private AssignmentTable table;
    /** How many entries each operator has; none has 0. */
    private final Map<String, Integer> entriesByOperator = new HashMap<>();

    private boolean loaded;
    private boolean complete = true;
    private long taken;
    private long removed;
    private long rejected;
    private long leftOut;
    private long assigned;
    private long notAssigned;
    private long unknown;

    public AssignmentBook(ToLongFunction<String> hash) {
        this(hash, ENTRIES_MAX);
    }

    AssignmentBook(ToLongFunction<String> hash, int entriesMax) {
        this.hash = hash;
        this.entriesMax = entriesMax;
        this.table = new AssignmentTable(entriesMax);
    }

    /**
     * Takes a record of the topic.
     *
     * @throws WireException if it is none of an assignment; it is counted
     */
    public synchronized void take(byte @Nullable [] key, byte @Nullable [] value) throws WireException {
        try {
            AssignmentMessage message = AssignmentMessage.read(key, value);
            if (message.removal()) {
                remove(message);
            } else {
                put(message);
            }
        } catch (WireException e) {
            rejected++;
            throw e;
        }
    }

    private void put(AssignmentMessage message) {
        long key = hash.applyAsLong(message.key());
        boolean isRoom = !table.isFull() && (isKnown(message.operator()) || entriesByOperator.size() < OPERATORS_MAX);
        if (!isRoom && !table.has(key)) {
            leftOut++;
            complete = false;
            return;
        }
        taken++;
        if (table.put(key, message.fromMillis(), message.untilMillis())) {
            entriesByOperator.merge(message.operator(), 1, Integer::sum);
        }
    }

    private void remove(AssignmentMessage message) {
        removed++;
        if (table.remove(hash.applyAsLong(message.key()))) {
            entriesByOperator.computeIfPresent(
                    message.operator(), (operator, entries) -> entries == 1 ? null : entries - 1);
        }
    }

    /** Says that the topic was read to its end: from here on questions are answered. */
    public synchronized void loaded() {
        loaded = true;
    }

    /** Forgets all, to be read anew: until then nothing is known. */
    synchronized void forget() {
        table = new AssignmentTable(entriesMax);
        entriesByOperator.clear();
        loaded = false;
        complete = true;
    }

    /** Whether something had to be left out since reading began. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** Whether an operator has any assignment. */
    public synchronized boolean isKnown(String operator) {
        return entriesByOperator.containsKey(operator);
    }

    @Override
    public synchronized @Nullable Boolean of(AccessEvent event) {
        if (event.subjects().isEmpty()) {
            return null;
        }
        Boolean answer = answer(event);
        if (answer == null) {
            unknown++;
        } else if (answer) {
            assigned++;
        } else {
            notAssigned++;
        }
        return answer;
    }

    private @Nullable Boolean answer(AccessEvent event) {
        if (!loaded || !isKnown(event.operator())) {
            return null;
        }
        boolean sure = true;
        for (Subject subject : event.subjects()) {
            long key = hash.applyAsLong(AssignmentMessage.key(event.operator(), subject.id()));
            if (!table.has(key, event.timeMillis())) {
                if (complete || table.has(key)) {
                    return false;
                }
                sure = false;
            }
        }
        return sure ? true : null;
    }

    public synchronized AssignmentFigures figures() {
        return new AssignmentFigures(
                loaded,
                table.entries(),
                entriesByOperator.size(),
                taken,
                removed,
                rejected,
                leftOut,
                assigned,
                notAssigned,
                unknown);
    }
}
