package dev.vigie.measure;

import java.util.TreeMap;

/** Accounts that are each other's peers: what their days were like, and what is known of it two days later. */
final class House {

    private static final int LAG_DAYS = 2;
    private static final int RECENT_DAYS = 5;
    private static final int RECENT_DAYS_MAX = 14;

    private final TreeMap<Long, PeerSums> sumsByDay = new TreeMap<>();
    private PeerSums all = new PeerSums();
    private long added = Long.MIN_VALUE;
    private long today = Long.MIN_VALUE;
    private PeerFigures figures = PeerFigures.NOTHING_KNOWN;

    /** Of a day whose figures have not been asked for yet. */
    void report(long day, DayReport report) {
        sumsByDay.computeIfAbsent(day, unseen -> new PeerSums()).add(report);
    }

    PeerFigures figuresOn(long day) {
        if (day == today) {
            return figures;
        }
        if (day < today) {
            all = new PeerSums();
            added = Long.MIN_VALUE;
        }
        today = day;
        sumsByDay.subMap(added, false, day - LAG_DAYS, true).values().forEach(all::add);
        added = day - LAG_DAYS;
        PeerSums recently = new PeerSums();
        sumsByDay.headMap(day - LAG_DAYS, true).descendingMap().entrySet().stream()
                .filter(each -> each.getValue().hasDeviations())
                .limit(RECENT_DAYS)
                .filter(each -> each.getKey() >= day - RECENT_DAYS_MAX)
                .forEach(each -> recently.add(each.getValue()));
        figures = new PeerFigures(all, recently, PeerFigures.NOTHING_KNOWN);
        return figures;
    }
}
