package dev.vigie.detect;

import dev.vigie.detect.VigieReference.Arrival;
import dev.vigie.measure.SerialNumber;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Sensitivity;
import dev.vigie.model.Subject;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.VigieMeasure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@link VigieReference} adds up of one group's events, each kind as plainly as can be. */
abstract class Tally {

    final long timespanMillis;
    final List<Arrival> all = new ArrayList<>();

    Tally(long timespanMillis) {
        this.timespanMillis = timespanMillis;
    }

    /** Takes in an event that concerns the rule; the group's clock has taken it in already. */
    void add(Arrival now, long clockMillis) {
        all.add(now);
    }

    abstract double value(long clockMillis);

    boolean isInside(long timeMillis, long clockMillis) {
        return timeMillis > clockMillis - timespanMillis;
    }

    static Tally of(CorrelationRule rule, Sensitivity table) {
        VigieMeasure measure = rule.measure();
        long timespanMillis = rule.timespanMillis();
        if (measure == null) {
            return new Weights(timespanMillis, table);
        }
        return switch (measure.kind()) {
            case SEQUENTIAL_RUN -> new Runs(timespanMillis);
            case NEW_VALUE -> new News(timespanMillis, field(measure));
            case INACTIVITY -> new Sleep(timespanMillis);
            case BACKDATED -> new Backdated(timespanMillis, field(measure));
            case REUSED_ID -> new Reused(timespanMillis);
            case SHARE, SILENCE, SEQUENCE_GAP ->
                throw new IllegalArgumentException(measure.kind() + " has a test of its own");
        };
    }

    private static Field field(VigieMeasure measure) {
        Field field = measure.field();
        if (field == null) {
            throw new IllegalArgumentException(measure + " has no field");
        }
        return field;
    }

    private static List<String> values(Field field, AccessEvent event) {
        List<String> values = new ArrayList<>();
        if (field.kind() == Field.Kind.TEXTS) {
            for (int i = 0; i < field.textCount(event); i++) {
                values.add(field.textAt(event, i));
            }
        } else if (field.text(event) != null) {
            values.add(String.valueOf(field.text(event)));
        }
        return values;
    }

    /** What an event's data fields weigh, for each person. */
    private static final class Weights extends Tally {
        private final Sensitivity table;

        Weights(long timespanMillis, Sensitivity table) {
            super(timespanMillis);
            this.table = table;
        }

        @Override
        double value(long clockMillis) {
            return all.stream()
                    .filter(each -> isInside(each.timeMillis(), clockMillis))
                    .mapToLong(each -> weight(each.event()))
                    .sum();
        }

        private long weight(AccessEvent event) {
            long people = Math.max(1, Math.max(event.subjects().size(), event.recordCount()));
            return event.fields().isEmpty() || !event.exposes() ? 0 : table.weight(event.fields()) * people;
        }
    }

    /**
     * Ids that lie at most 8 apart, by the pane in which each was first read; together as long as any of them counts.
     */
    private static final class Runs extends Tally {
        private final long paneMillis;
        private List<Run> runs = new ArrayList<>();

        Runs(long timespanMillis) {
            super(timespanMillis);
            paneMillis = (timespanMillis - 1) / 64 + 1;
        }

        private record Run(long series, Map<Long, Long> paneByNumber) {
            boolean touches(long otherSeries, long number) {
                return series == otherSeries
                        && paneByNumber.keySet().stream().anyMatch(each -> Math.abs(each - number) <= 8);
            }

            long count(long oldestPane) {
                return paneByNumber.values().stream()
                        .filter(pane -> pane >= oldestPane)
                        .count();
            }
        }

        private long oldestPane(long clockMillis) {
            return Math.floorDiv(clockMillis - timespanMillis + 1, paneMillis);
        }

        @Override
        void add(Arrival now, long clockMillis) {
            runs.removeIf(run -> run.count(oldestPane(clockMillis)) == 0);
            for (Subject subject : now.event().subjects()) {
                long number = SerialNumber.of(subject.id());
                if (number != SerialNumber.NONE && isInside(now.timeMillis(), clockMillis)) {
                    long pane = Math.floorDiv(now.timeMillis(), paneMillis);
                    read(SerialNumber.series(subject.id()), number, pane);
                }
            }
        }

        private void read(long series, long number, long pane) {
            if (runs.stream()
                    .anyMatch(
                            run -> run.series() == series && run.paneByNumber().containsKey(number))) {
                return;
            }
            Run joined = new Run(series, new HashMap<>(Map.of(number, pane)));
            List<Run> others = new ArrayList<>();
            for (Run run : runs) {
                if (run.touches(series, number)) {
                    joined.paneByNumber().putAll(run.paneByNumber());
                } else {
                    others.add(run);
                }
            }
            others.add(joined);
            runs = others;
        }

        @Override
        double value(long clockMillis) {
            return runs.stream()
                    .mapToLong(run -> run.count(oldestPane(clockMillis)))
                    .max()
                    .orElse(0);
        }
    }

    /** Values by when they were first seen, those of the first ten days never. */
    private static final class News extends Tally {
        private final Field field;
        private final Map<String, Long> firstMillis = new HashMap<>();
        private final List<Long> days = new ArrayList<>();

        News(long timespanMillis, Field field) {
            super(timespanMillis);
            this.field = field;
        }

        @Override
        void add(Arrival now, long clockMillis) {
            List<String> values = values(field, now.event());
            if (!isInside(now.timeMillis(), clockMillis) || values.isEmpty()) {
                return;
            }
            long day = Days.dayOf(now.timeMillis());
            if (days.isEmpty() || day > days.get(days.size() - 1)) {
                days.add(day);
            }
            for (String value : values) {
                long first = days.size() > 10 || firstMillis.containsKey(value) ? now.timeMillis() : Long.MIN_VALUE;
                firstMillis.merge(value, first, Math::min);
            }
        }

        @Override
        double value(long clockMillis) {
            return firstMillis.values().stream()
                    .filter(first -> first != Long.MIN_VALUE && isInside(first, clockMillis))
                    .count();
        }
    }

    /** A timespan of at most a day holds the end of one sleep. */
    private static final class Sleep extends Tally {

        Sleep(long timespanMillis) {
            super(timespanMillis);
        }

        @Override
        double value(long clockMillis) {
            long lastMillis = all.get(0).timeMillis();
            double longest = 0;
            for (Arrival each : all) {
                long sleptMillis = each.timeMillis() - lastMillis;
                if (sleptMillis >= Events.DAY && isInside(each.timeMillis(), clockMillis)) {
                    longest = Math.max(longest, sleptMillis / (double) Events.DAY);
                }
                lastMillis = Math.max(lastMillis, each.timeMillis());
            }
            return longest;
        }
    }

    /** Values of events that were late, by when each came last. */
    private static final class Backdated extends Tally {
        private final Field field;
        private final Map<String, Long> cameMillis = new HashMap<>();

        Backdated(long timespanMillis, Field field) {
            super(timespanMillis);
            this.field = field;
        }

        @Override
        void add(Arrival now, long clockMillis) {
            if (!isInside(now.timeMillis(), clockMillis)) {
                long arrivedMillis = Math.max(clockMillis, now.event().ingestedAtMillis());
                values(field, now.event()).forEach(value -> cameMillis.merge(value, arrivedMillis, Math::max));
            }
        }

        @Override
        double value(long clockMillis) {
            long nowMillis = cameMillis.values().stream().reduce(clockMillis, Math::max);
            return cameMillis.values().stream()
                    .filter(came -> isInside(came, nowMillis))
                    .count();
        }
    }

    /** Events whose id came before with other content; late ones by when they came. */
    private static final class Reused extends Tally {
        private final List<Long> timesMillis = new ArrayList<>();

        Reused(long timespanMillis) {
            super(timespanMillis);
        }

        @Override
        void add(Arrival now, long clockMillis) {
            if (now.reused()) {
                timesMillis.add(isInside(now.timeMillis(), clockMillis) ? now.timeMillis() : clockMillis);
            }
        }

        @Override
        double value(long clockMillis) {
            return timesMillis.stream()
                    .filter(time -> isInside(time, clockMillis))
                    .count();
        }
    }
}
