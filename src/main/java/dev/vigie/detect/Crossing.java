package dev.vigie.detect;

import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Level;
import java.util.List;

/** A rule that crossed in an episode: what it said of itself then, and its figures since. */
final class Crossing {

    final String rule;
    final String title;
    final Level level;
    final List<String> tags;
    final String measure;
    final long timespanMillis;
    final String limit;
    double value;
    double error;
    double severity;
    /** When the rule will have been below its condition for its timespan, if nothing more happens. */
    long quietAtMillis;

    Crossing(
            String rule,
            String title,
            Level level,
            List<String> tags,
            String measure,
            long timespanMillis,
            String limit) {
        this.rule = rule;
        this.title = title;
        this.level = level;
        this.tags = List.copyOf(tags);
        this.measure = measure;
        this.timespanMillis = timespanMillis;
        this.limit = limit;
    }

    static Crossing of(PlannedRule rule) {
        return new Crossing(
                rule.meta().id(),
                rule.meta().title(),
                rule.meta().level(),
                rule.meta().tags(),
                rule.label(),
                rule.windowMillis(),
                rule.limitText());
    }

    /** Takes in that the condition held at {@code clockMillis} with this value. */
    void held(PlannedRule planned, double held, double relativeError, long clockMillis) {
        if (held > value) {
            value = held;
            error = relativeError;
        }
        severity = Math.max(severity, planned.severity(held));
        quietAtMillis = Math.max(quietAtMillis, clockMillis + planned.quietMillis());
    }

    Reason reason() {
        return new Reason(
                rule, title, level, tags, measure, timespanMillis, value, limit, null, null, error, null, null);
    }
}
