package dev.vigie.detect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Weeks of work in a few lines, for rules that look back. A recipe is a CSV log of which each row stands for many
 * events: its first columns say when and how many, the others are a log's own.
 *
 * <pre>
 *     days   working days, 1 being Monday 5 January 2026 and 41 Monday 2 March: 1-40, or 41
 *     at     time of the day's first event, UTC
 *     apart  seconds from one event to the next
 *     events how many a day: 5, or 3-7, which goes up and down from day to day
 *     people how many an event names: as events
 * </pre>
 *
 * <p>In a log's column {@code {day}}, {@code {event}} and {@code {person}} are running numbers: the last counts through
 * the day, and a cell that has it is repeated for each person of the event. Lines that begin with {@code #} say
 * nothing.
 */
final class WorkRecipe {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final List<String> WHEN = List.of("days", "at", "apart", "events", "people");
    private static final int WEEK_DAYS = 5;

    private record Row(Instant time, String text) {}

    private final List<Row> rows = new ArrayList<>();

    private WorkRecipe() {}

    /** The log that the recipe stands for, in the order of time. */
    static List<String> csv(List<String> recipe) {
        List<String> lines = recipe.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<String> header = cells(lines.get(0));
        if (!header.subList(0, WHEN.size()).equals(WHEN)) {
            throw new IllegalArgumentException("a recipe begins with the columns " + WHEN + ", not " + header);
        }
        WorkRecipe work = new WorkRecipe();
        lines.stream().skip(1).map(WorkRecipe::cells).forEach(work::add);
        List<String> csv = new ArrayList<>();
        csv.add("time," + String.join(",", header.subList(WHEN.size(), header.size())));
        work.rows.stream().sorted(Comparator.comparing(Row::time)).forEach(row -> csv.add(row.time + "," + row.text));
        return csv;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private void add(List<String> cells) {
        int[] days = range(cells.get(0));
        for (int day = days[0]; day <= days[1]; day++) {
            Instant start = date(day).atTime(LocalTime.parse(cells.get(1))).toInstant(ZoneOffset.UTC);
            int events = amount(cells.get(3), day);
            int person = 0;
            for (int event = 1; event <= events; event++) {
                int people = amount(cells.get(4), day + event);
                Instant time = start.plusSeconds(Long.parseLong(cells.get(2)) * (event - 1));
                int first = person + 1;
                String[] numbers = {String.valueOf(day), String.valueOf(event)};
                String text = cells.stream()
                        .skip(WHEN.size())
                        .map(cell -> cell.replace("{day}", numbers[0]).replace("{event}", numbers[1]))
                        .map(cell -> people(cell, first, people))
                        .collect(Collectors.joining(","));
                rows.add(new Row(time, text));
                person += people;
            }
        }
    }

    private static String people(String cell, int first, int count) {
        return !cell.contains("{person}")
                ? cell
                : IntStream.range(first, first + count)
                        .mapToObj(person -> cell.replace("{person}", String.valueOf(person)))
                        .collect(Collectors.joining(";"));
    }

    private static LocalDate date(int day) {
        return FIRST_DAY.plusWeeks((day - 1) / WEEK_DAYS).plusDays((day - 1) % WEEK_DAYS);
    }

    private static int[] range(String text) {
        String[] ends = text.split("-", 2);
        return new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
    }

    /** Somewhere in the range, not the same from one step to the next. */
    private static int amount(String text, int step) {
        int[] ends = range(text);
        return ends[0] + Math.floorMod(step * 7, ends[1] - ends[0] + 1);
    }
}
