package dev.vigie.detect;

import dev.vigie.measure.ShareEvidence;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Level;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A rule that crossed in an episode: what it said of itself then, and its figures since. */
final class Crossing {

    final String rule;
    final String title;
    final Level level;
    final List<String> tags;
    final String measure;
    final long timespanMillis;
    final String limit;

    @Nullable
    Double usual;

    @Nullable
    Double rarity;

    @Nullable
    Double share;

    @Nullable
    Double usualShare;

    private @Nullable String detail;
    /** What says more by now than {@link #detail}: words are found when a message needs them, not at every event. */
    private @Nullable Supplier<String> newDetail;

    /** True if it counts all people read, so that its figures say themselves what they are of. */
    boolean ofAllPeople;

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

    static Crossing of(GroupPlan plan, PlannedRule rule, Profile profile, double value) {
        Crossing crossing = new Crossing(
                rule.meta().id(),
                rule.meta().title(),
                rule.meta().level(),
                rule.meta().tags(),
                rule.label(),
                rule.windowMillis(),
                rule.condition().figures(profile, value).limit());
        crossing.ofAllPeople = plan.exposures().stream().anyMatch(exposed -> exposed.people() == rule.measure());
        return crossing;
    }

    /** Takes in that the condition held with the value {@code held}. */
    void held(PlannedRule planned, Profile profile, long atMillis, double held, double relativeError) {
        Condition condition = planned.condition();
        double stated = condition.stated(profile, held);
        if (stated > value) {
            value = stated;
            error = relativeError;
            if (condition.daily() != PlannedRule.NONE) {
                Condition.Figures figures = condition.figures(profile, held);
                usual = figures.usual();
                rarity = figures.rarity();
            }
        }
        if (planned.measure() >= 0) {
            detail(FeedWords.of(profile.measure(planned.measure())));
        }
        if (planned.measure() >= 0 && profile.measure(planned.measure()) instanceof ShareEvidence shares) {
            ShareEvidence.Lead lead = shares.lead();
            share = lead == null ? share : Double.valueOf(lead.share());
            usualShare = lead == null ? usualShare : Double.valueOf(lead.usualShare());
        }
        severity = Math.max(severity, condition.severity(profile, held));
        quietAtMillis = Math.max(quietAtMillis, atMillis + planned.quietMillis());
    }

    /** What its figure was of, where the figure alone does not say it. */
    @Nullable
    String detail() {
        if (newDetail != null) {
            detail = newDetail.get();
            newDetail = null;
        }
        return detail;
    }

    /** @param words null to leave it at what was said before */
    void detail(@Nullable Supplier<String> words) {
        newDetail = words == null ? newDetail : words;
    }

    Reason reason() {
        return new Reason(
                rule,
                title,
                level,
                tags,
                measure,
                timespanMillis,
                value,
                limit,
                usual,
                rarity,
                error,
                share,
                usualShare);
    }
}
