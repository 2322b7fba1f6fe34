package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.HashSet;
import java.util.Set;

/** What an account did on one day, or on a part of it. */
final class DayActivity {

    private static final long HEAP_BYTES = 400;
    private static final long NAME_HEAP_BYTES = 100;

    private final Set<String> registers = new HashSet<>();
    private final Set<String> sources = new HashSet<>();
    private final Set<String> people = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();
    private long events;
    private long recordsUnnamed;
    private long denied;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /** Takes in an event. Returns by how much the heap has grown, about. */
    long add(AccessEvent event, SubjectKinds subjectKinds) {
        long heapBytes = events == 0 ? HEAP_BYTES : 0;
        events++;
        denied += event.outcome() == Outcome.DENIED ? 1 : 0;
        firstMillis = Math.min(firstMillis, event.timeMillis());
        lastMillis = Math.max(lastMillis, event.timeMillis());
        String register = event.resource();
        if (register != null && registers.add(register)) {
            heapBytes += NAME_HEAP_BYTES + register.length();
        }
        String source = event.sourceIp();
        if (source != null && sources.add(source)) {
            heapBytes += NAME_HEAP_BYTES + source.length();
        }
        if (event.exposes()) {
            if (!event.subjects().isEmpty()) {
                kinds.add(subjectKinds.of(event));
            }
            for (Subject subject : event.subjects()) {
                if (people.add(subject.id())) {
                    heapBytes += NAME_HEAP_BYTES + subject.id().length();
                }
            }
            if (event.subjects().isEmpty() && event.recordCount() > 0) {
                recordsUnnamed += event.recordCount();
            }
        }
        return heapBytes;
    }

    Set<String> registers() {
        return registers;
    }

    Set<String> sources() {
        return sources;
    }

    Set<String> people() {
        return people;
    }

    /** What those who were read are: usually people and nothing else. */
    Set<String> kinds() {
        return kinds;
    }

    DayFigures figures() {
        return new DayFigures(events, recordsUnnamed, denied, firstMillis, lastMillis, 0, 0);
    }
}
