package dev.vigie.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of {@code timeline.csv}: what one account did on one day.
 *
 * @param day days since 1970, UTC
 * @param peopleNew of the people read, those that the account had never read before
 */
record AccountDay(
        long day,
        long events,
        long peopleRead,
        long peopleNew,
        long recordsUnnamed,
        long denied,
        List<String> registers,
        List<String> sources) {

    /** Of each list. */
    static final int NAMES_MAX = 20;

    /** How a cell says that there were more names than it has room for, such as {@code +3}. */
    private static final Pattern MORE = Pattern.compile("\\+\\d+");

    AccountDay {
        registers = named(registers);
        sources = named(sources);
    }

    private static List<String> named(List<String> names) {
        return names.stream()
                .filter(name -> !MORE.matcher(name).matches())
                .limit(NAMES_MAX)
                .toList();
    }

    static AccountDay of(CsvRows row) throws ReportException {
        return new AccountDay(
                row.day("day"),
                row.number("events"),
                row.number("peopleRead"),
                row.number("peopleNew"),
                row.number("recordsUnnamed"),
                row.number("denied"),
                row.texts("registers"),
                row.texts("sources"));
    }
}
