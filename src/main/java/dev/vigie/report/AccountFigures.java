package dev.vigie.report;

import dev.vigie.model.Level;
import dev.vigie.siem.AlertFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code accounts.csv}: what one account did in all.
 *
 * @param alerts how many alerts are on it
 * @param highestLevel of these, or null where there is none
 * @param peopleExposed distinct people of its alerts
 * @param subjects what those are who were read; none where nobody was, or where an earlier replay did not say
 */
record AccountFigures(
        String operator,
        String account,
        long firstEventMillis,
        long lastEventMillis,
        long events,
        long peopleRead,
        long recordsUnnamed,
        long alerts,
        @Nullable Level highestLevel,
        long peopleExposed,
        List<String> subjects) {

    /** As many as the report has a page for. */
    static final int ACCOUNTS_MAX = 5_000;

    private static final Comparator<AccountFigures> FIRST_TO_LOOK_AT = Comparator.comparing(
                    AccountFigures::peopleExposed, Comparator.reverseOrder())
            .thenComparing(AccountFigures::alerts, Comparator.reverseOrder())
            .thenComparing(AccountFigures::peopleRead, Comparator.reverseOrder())
            .thenComparing(AccountFigures::operator)
            .thenComparing(AccountFigures::account);

    AccountFigures {
        subjects = List.copyOf(subjects);
    }

    /** True if all whom it read are people, as far as is known. */
    boolean readsPeople() {
        return subjects.isEmpty() || subjects.equals(List.of(AlertFacts.PEOPLE));
    }

    String key() {
        return AccountKey.of(operator, account);
    }

    static AccountFigures of(CsvRows row) throws ReportException {
        String level = row.text("highestLevel");
        return new AccountFigures(
                row.text("operator"),
                row.text("account"),
                row.timeMillis("firstEventAt"),
                row.timeMillis("lastEventAt"),
                row.number("events"),
                row.number("peopleRead"),
                row.number("recordsUnnamed"),
                row.number("alerts"),
                level.isEmpty() ? null : level(level, row),
                row.number("peopleExposed"),
                row.texts("subjects"));
    }

    private static Level level(String name, CsvRows row) throws ReportException {
        for (Level level : Level.values()) {
            if (level.name().equals(name)) {
                return level;
            }
        }
        throw row.fault("highestLevel is no level");
    }

    /** Those to look at first, as many as the report has room for, and how many there are. */
    static final class First {
        private final PriorityQueue<AccountFigures> lastFirst = new PriorityQueue<>(FIRST_TO_LOOK_AT.reversed());
        private long total;

        void add(AccountFigures account) {
            total++;
            lastFirst.add(account);
            if (lastFirst.size() > ACCOUNTS_MAX) {
                lastFirst.remove();
            }
        }

        List<AccountFigures> list() {
            List<AccountFigures> list = new ArrayList<>(lastFirst);
            list.sort(FIRST_TO_LOOK_AT);
            return list;
        }

        long total() {
            return total;
        }
    }
}
