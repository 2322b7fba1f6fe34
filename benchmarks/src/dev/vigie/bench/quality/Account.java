package dev.vigie.bench.quality;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One account's active days, for counting account-days and for the plain detectors. */
final class Account {

    /** An account's first active days, and the house's first days, are reported apart. */
    static final int WARM_UP_DAYS = 14;

    /** Logs that come later than this many days change no finished day any more. */
    private static final int OPEN_DAYS = 3;

    private final Group group;
    private final TreeMap<Integer, WorkDay> days = new TreeMap<>();
    private final LongSet everybody = new LongSet();
    final List<Part> thefts = new ArrayList<>();

    Account(Group group) {
        this.group = group;
    }

    Group group() {
        return group;
    }

    /** Takes in an event of the day with this index, and returns that day. */
    WorkDay add(AccessEvent event, int day) {
        WorkDay known = days.get(day);
        if (known == null) {
            known = new WorkDay(usualBefore(day));
            days.put(day, known);
            days.headMap(day - OPEN_DAYS, true).values().forEach(WorkDay::close);
        }
        known.add(event, everybody);
        return known;
    }

    private Usual usualBefore(int day) {
        return Usual.of(
                days.headMap(day).values().stream().mapToDouble(WorkDay::people).toArray());
    }

    /** Active days by index, from the scenario's first day. */
    Map<Integer, WorkDay> days() {
        return days;
    }

    /** True on the account's or the house's first days. */
    boolean isWarmingUp(int day) {
        return day < WARM_UP_DAYS || days.headMap(day).size() < WARM_UP_DAYS;
    }

    boolean stealsOn(int day, Calendar calendar) {
        return thefts.stream()
                .anyMatch(part -> part.isGoingOn(group, calendar.startMillis(day), calendar.startMillis(day + 1) - 1));
    }
}
