package dev.vigie.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The days that logs are about. Files hold the dates that somebody's clock had: one event of next year would make a
 * month of logs thirteen, and all rates a thirteenth. So what lies a week or more from the rest, and is no more than a
 * hundredth of the events, is left out at either end.
 *
 * @param firstDay days since 1970
 * @param lastDay the same
 * @param outside how many events lie before and after
 */
record LoggedDays(long firstDay, long lastDay, long outside) {

    private static final int GAP_DAYS = 7;
    private static final long PART = 100;

    /** @param countByDay how many events each day has, of those that have any; at least one */
    static LoggedDays of(NavigableMap<Long, Long> countByDay) {
        List<Map.Entry<Long, Long>> days = new ArrayList<>(countByDay.entrySet());
        long total = days.stream().mapToLong(Map.Entry::getValue).sum();
        int first = 0;
        long before = 0;
        for (int i = 0; i + 1 < days.size() && (before + days.get(i).getValue()) * PART <= total; i++) {
            before += days.get(i).getValue();
            first = days.get(i + 1).getKey() - days.get(i).getKey() >= GAP_DAYS ? i + 1 : first;
        }
        int last = days.size() - 1;
        long after = 0;
        for (int i = last; i > first && (after + days.get(i).getValue()) * PART <= total; i--) {
            after += days.get(i).getValue();
            last = days.get(i).getKey() - days.get(i - 1).getKey() >= GAP_DAYS ? i - 1 : last;
        }
        long within = days.subList(first, last + 1).stream()
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new LoggedDays(days.get(first).getKey(), days.get(last).getKey(), total - within);
    }
}
