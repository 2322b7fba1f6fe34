package dev.vigie.report;

import dev.vigie.model.Alert;
import dev.vigie.siem.AlertFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code affected.csv} says of some alerts: exact figures, and nobody's name. All but {@code byAlert} is about
 * those of the alerts that count together.
 *
 * @param people distinct people
 * @param reads how often their records were read, by anybody, in the course of the folder's alerts
 * @param alsoElsewhere people who were read in the course of other alerts as well: their dates, accesses and categories
 *     are of these, too
 * @param byAlert people of each alert
 * @param byCategory people of whom data of this category was read
 * @param firstReadMillis when the first of them was read first; 0 where there is nobody
 * @param lastReadMillis when the last of them was read last; 0 where there is nobody
 */
record AffectedPeople(
        long people,
        long reads,
        long alsoElsewhere,
        Map<String, Long> byAlert,
        Map<String, Long> byCategory,
        long firstReadMillis,
        long lastReadMillis) {

    /** More than there are categories. */
    private static final int CATEGORIES_MAX = 64;

    AffectedPeople {
        byAlert = Map.copyOf(byAlert);
        byCategory = new TreeMap<>(byCategory);
    }

    /**
     * Reads the list.
     *
     * @param alerts ids of the alerts that are counted each by itself
     * @param together those of them that are counted together
     */
    static AffectedPeople read(Path file, Set<String> alerts, Set<String> together)
            throws IOException, ReportException {
        Tally tally = new Tally();
        try (CsvRows rows = new CsvRows(file, "subject", "firstRead", "lastRead", "reads", "categories", "alerts")) {
            while (rows.next()) {
                List<String> named = rows.texts("alerts");
                tally.add(named.stream().filter(alerts::contains).toList());
                if (named.stream().anyMatch(together::contains)) {
                    tally.add(rows, !together.containsAll(named));
                }
            }
        }
        return tally.done();
    }

    /** The people of one alert; null where it counts something else, or the list knows none of them. */
    @Nullable
    Long of(Alert alert) {
        return AlertFacts.countsPeople(alert) ? byAlert.get(alert.id()) : null;
    }

    private static final class Tally {
        private final Map<String, Long> byAlert = new HashMap<>();
        private final Map<String, Long> byCategory = new HashMap<>();
        private long people;
        private long reads;
        private long alsoElsewhere;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(List<String> alerts) {
            for (String alert : alerts) {
                byAlert.merge(alert, 1L, Long::sum);
            }
        }

        void add(CsvRows row, boolean isElsewhere) throws ReportException {
            people++;
            alsoElsewhere += isElsewhere ? 1 : 0;
            reads += row.number("reads");
            first = Math.min(first, row.timeMillis("firstRead"));
            last = Math.max(last, row.timeMillis("lastRead"));
            for (String category : row.texts("categories")) {
                if (byCategory.size() < CATEGORIES_MAX || byCategory.containsKey(category)) {
                    byCategory.merge(category, 1L, Long::sum);
                }
            }
        }

        AffectedPeople done() {
            return new AffectedPeople(
                    people, reads, alsoElsewhere, byAlert, byCategory, people == 0 ? 0 : first, people == 0 ? 0 : last);
        }
    }
}
