package dev.vigie.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plan's signals that contributions name, found once for those that name the same: most name what some shortly
 * before them did, and often by the same list, which is known by sight. Used by one thread.
 */
final class KnownSignals {

    private final Plan plan;
    private final List<Lately> byGrouping;

    /** What was asked lately, and the answers. */
    private static final class Lately {
        private static final int COUNT = 8;

        private final List<List<Long>> ids = new ArrayList<>(Collections.nCopies(COUNT, List.of()));
        private final int[][] signals = new int[COUNT][0];
        private int next;

        /** The answer for just this list; null where it was not asked. */
        int @Nullable [] bySight(List<Long> asked) {
            for (int i = 0; i < COUNT; i++) {
                if (ids.get(i) == asked) {
                    return signals[i];
                }
            }
            return null;
        }

        int[] keep(List<Long> asked, int[] answer) {
            ids.set(next, asked);
            signals[next] = answer;
            next = (next + 1) % COUNT;
            return answer;
        }
    }

    KnownSignals(Plan plan) {
        this.plan = plan;
        this.byGrouping = Stream.generate(Lately::new)
                .limit(plan.widerStage().groups().size())
                .toList();
    }

    /** Indexes of the signals with these ids, without those that no rule asks for any more. */
    int[] of(int grouping, List<Long> ids) {
        Lately lately = byGrouping.get(grouping);
        int[] known = lately.bySight(ids);
        if (known != null) {
            return known;
        }
        int equal = lately.ids.indexOf(ids);
        return lately.keep(ids, equal >= 0 ? lately.signals[equal] : find(grouping, ids));
    }

    private int[] find(int grouping, List<Long> ids) {
        return ids.stream()
                .mapToInt(id -> plan.signalWithId(grouping, id))
                .filter(signal -> signal >= 0)
                .toArray();
    }
}
