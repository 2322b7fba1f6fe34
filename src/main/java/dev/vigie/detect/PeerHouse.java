package dev.vigie.detect;

import dev.vigie.measure.PeerFigures;
import dev.vigie.measure.PeerSums;
import dev.vigie.measure.ValueMix;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** All circles of one measure as they are known on one day, and what is made of them. */
final class PeerHouse {

    /** So far back lie days of late at most. */
    static final int RECENT_DAYS = 13;

    /** Days of late are so many, of those that tell by how much they were above what is usual. */
    private static final int RECENT_COUNT = 5;

    /** A circle's mix stands on its own from so many people on. */
    private static final int MIX_PEOPLE = 500;

    private final PeerCircles circles;
    private final Deque<Map<PeerCircle, PeerTally>> recent = new ArrayDeque<>();

    /** Begins with a copy of {@code settled}. */
    PeerHouse(PeerCircles settled) {
        this.circles = settled.copy();
    }

    /** Adds the next day. */
    void add(Map<PeerCircle, PeerTally> day, boolean isRecent) {
        day.forEach(circles::add);
        if (isRecent && day.values().stream().anyMatch(tally -> tally.sums().hasDeviations())) {
            recent.addLast(day);
            if (recent.size() > RECENT_COUNT) {
                recent.removeFirst();
            }
        }
    }

    /** What is known of each circle, and of the house in any case. */
    Map<PeerCircle, PeerFigures> figures() {
        PeerCircles recently = circles.emptyLike();
        recent.forEach(day -> day.forEach(recently::add));
        Map<PeerCircle, PeerFigures> made = new HashMap<>();
        make(PeerCircle.HOUSE, recently, made);
        circles.all().forEach(circle -> make(circle, recently, made));
        return made;
    }

    private PeerFigures make(PeerCircle circle, PeerCircles recently, Map<PeerCircle, PeerFigures> made) {
        PeerFigures known = made.get(circle);
        if (known == null) {
            PeerCircle next = circle.wider();
            PeerFigures wider = next == null ? PeerFigures.NOTHING_KNOWN : make(next, recently, made);
            known = new PeerFigures(sums(circle, circles), sums(circle, recently), wider);
            made.put(circle, known);
        }
        return known;
    }

    private static PeerSums sums(PeerCircle circle, PeerCircles tallies) {
        PeerTally tally = tallies.of(circle);
        return tally == null ? new PeerSums() : tally.sums();
    }

    /**
     * How often which values were seen in each circle, and in the house in any case: the nearest circle first, wider
     * ones as far as it is short of people.
     */
    Map<PeerCircle, ValueMix> mixes() {
        Map<PeerCircle, ValueMix> made = new HashMap<>();
        made.put(PeerCircle.HOUSE, mix(PeerCircle.HOUSE));
        circles.all().forEach(circle -> made.put(circle, mix(circle)));
        return made;
    }

    private ValueMix mix(PeerCircle circle) {
        ValueMix mix = new ValueMix();
        for (PeerCircle each = circle; each != null; each = each.wider()) {
            PeerTally tally = circles.of(each);
            if (tally != null) {
                mix.addScaled(tally.mix(), Math.max(0, MIX_PEOPLE - mix.total()));
            }
        }
        return mix;
    }
}
