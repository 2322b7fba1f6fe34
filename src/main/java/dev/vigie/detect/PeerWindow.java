package dev.vigie.detect;

import java.util.Map;
import java.util.TreeMap;

/**
 * Sums over the days of all circles of one measure, which go on from day to day, so that a new day costs the reading of
 * {@value #UNSETTLED_DAYS} days and not of all. What is older is summed up once; what is reported for it later, by logs
 * that come weeks late, counts when all days are read again: when a task starts, and when the first day moves, which it
 * does {@value #STRIDE_DAYS} at a time. So there are {@value #DAYS_MIN} days at least in a window.
 *
 * <p>Days are added one after the other, and each day's circles in their order: what comes out does not depend on what
 * was settled when.
 */
final class PeerWindow {

    private static final int DAYS_MIN = 120;
    private static final int STRIDE_DAYS = 30;
    private static final int UNSETTLED_DAYS = 21;

    private final long firstDay;
    private long settledDay;
    private final PeerCircles settled = new PeerCircles();

    /** One that ends on {@code lastDay} or later. */
    PeerWindow(long lastDay) {
        this.firstDay = firstDay(lastDay);
        this.settledDay = firstDay - 1;
    }

    private static long firstDay(long lastDay) {
        return Math.floorDiv(lastDay - DAYS_MIN + 1, STRIDE_DAYS) * STRIDE_DAYS;
    }

    /** True if it can end on {@code lastDay}: a group may be some days behind the others. */
    boolean reaches(long lastDay) {
        return firstDay == firstDay(lastDay) && settledDay <= lastDay - PeerHouse.RECENT_DAYS;
    }

    /** What was reported by the measure until {@code lastDay}. */
    PeerHouse until(long lastDay, long partId, PeerDays days) {
        while (settledDay < lastDay - UNSETTLED_DAYS) {
            settledDay++;
            reported(partId, settledDay, days).forEach(settled::add);
        }
        PeerHouse house = new PeerHouse(settled);
        for (long day = settledDay + 1; day <= lastDay; day++) {
            house.add(reported(partId, day, days), lastDay - day < PeerHouse.RECENT_DAYS);
        }
        return house;
    }

    private static Map<PeerCircle, PeerTally> reported(long partId, long day, PeerDays days) {
        Map<PeerCircle, PeerTally> reported = new TreeMap<>();
        days.visit(
                partId,
                day,
                (operator, role, tally) -> reported.computeIfAbsent(
                                new PeerCircle(operator, role), unseen -> new PeerTally())
                        .add(tally));
        return reported;
    }
}
