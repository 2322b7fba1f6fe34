package dev.vigie.detect;

import java.util.List;
import java.util.stream.Stream;

/**
 * The plan's signals that contributions name, found once for those that name the same, as most of one message do. Used
 * by one thread.
 */
final class KnownSignals {

    private final Plan plan;
    private final List<Last> byGrouping;

    /** What was asked last, and the answer. */
    private static final class Last {
        private List<Long> ids = List.of();
        private int[] signals = {};
    }

    KnownSignals(Plan plan) {
        this.plan = plan;
        this.byGrouping = Stream.generate(Last::new)
                .limit(plan.widerStage().groups().size())
                .toList();
    }

    /** Indexes of the signals with these ids, without those that no rule asks for any more. */
    int[] of(int grouping, List<Long> ids) {
        Last last = byGrouping.get(grouping);
        if (last.ids != ids && !last.ids.equals(ids)) {
            last.ids = ids;
            last.signals = ids.stream()
                    .mapToInt(id -> plan.signalWithId(grouping, id))
                    .filter(signal -> signal >= 0)
                    .toArray();
        }
        return last.signals;
    }
}
