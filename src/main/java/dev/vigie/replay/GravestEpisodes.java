package dev.vigie.replay;

import dev.vigie.model.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The gravest of all episodes, as many as somebody may read. */
final class GravestEpisodes {

    static final int EPISODES_MAX = 1_000;

    /** By level, by people, then the earlier one. */
    private static final Comparator<Alert> GRAVEST_FIRST = Comparator.comparing(Alert::level, Comparator.reverseOrder())
            .thenComparing(Alert::peopleExposed, Comparator.reverseOrder())
            .thenComparing(Alert::openedAtMillis)
            .thenComparing(Alert::id);

    private final PriorityQueue<Alert> slightestFirst = new PriorityQueue<>(GRAVEST_FIRST.reversed());

    void add(Alert last) {
        slightestFirst.add(last);
        if (slightestFirst.size() > EPISODES_MAX) {
            slightestFirst.remove();
        }
    }

    /** The gravest first. */
    List<Alert> list() {
        List<Alert> list = new ArrayList<>(slightestFirst);
        list.sort(GRAVEST_FIRST);
        return list;
    }
}
