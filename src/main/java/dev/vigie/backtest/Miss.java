package dev.vigie.backtest;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an expectation is not met.
 *
 * @param figures the kind's, in the order in which {@link #text} says them
 * @param first the first of the alerts that should not be so, or null where it is not one alert's doing
 */
public record Miss(
        Kind kind, List<Number> figures, @Nullable Raised first) {

    public Miss {
        figures = List.copyOf(figures);
        if (figures.size() != kind.figures) {
            throw new IllegalArgumentException(kind + " has " + kind.figures + " figures");
        }
    }

    /** What was expected and did not come, or came and was not. */
    public enum Kind {
        NONE_CAME("no such alert", 0),
        SOME_CAME("%d such alerts, where none is expected; the first: ", 1),
        TOO_MANY_EXPOSED("%d people exposed before the first alert, where %d may be: ", 2),
        TOO_OFTEN("%.1f alerts a week (%d in %.1f days), where %s may be", 4);

        private final String text;
        private final int figures;

        Kind(String text, int figures) {
            this.text = text;
            this.figures = figures;
        }
    }

    static Miss noneCame() {
        return new Miss(Kind.NONE_CAME, List.of(), null);
    }

    static Miss someCame(List<Raised> alerts) {
        return new Miss(Kind.SOME_CAME, List.of(alerts.size()), alerts.get(0));
    }

    static Miss tooManyExposed(long exposed, long exposedMax, Raised first) {
        return new Miss(Kind.TOO_MANY_EXPOSED, List.of(exposed, exposedMax), first);
    }

    static Miss tooOften(double perWeek, int alerts, Period period, double perWeekMax) {
        return new Miss(Kind.TOO_OFTEN, List.of(perWeek, alerts, period.days(), perWeekMax), null);
    }

    /** In English, with the alert's own sentence. */
    public String text() {
        String text = String.format(Locale.ROOT, kind.text, figures.toArray());
        return first == null ? text : text + first.sentence();
    }
}
