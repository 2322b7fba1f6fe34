package dev.vigie.cli;

import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.Rarity;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.VigieMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a rule measures and asks, in words: short ones for a table, sentences for who wants it explained. */
final class RuleWords {

    private RuleWords() {}

    /** Such as {@code 1 filter}, {@code 2 filters}. */
    static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** What is measured, such as {@code value_count(subject)} or {@code share(subject.nationality)}. */
    static String kind(CorrelationRule rule) {
        VigieMeasure measure = rule.measure();
        if (measure == null) {
            return RulesListCommand.kind(rule);
        }
        String field = field(measure);
        return type(measure) + (field == null ? "" : "(" + field + ")");
    }

    /** Such as {@code >= 50}, or {@code unusual: once in 10,000 d, at least 20}. */
    static String condition(CorrelationRule rule) {
        Rarity rarity = rule.rarity();
        if (rarity == null) {
            return RulesListCommand.condition(rule.limits());
        }
        return type(rarity) + ": once in " + days(rarity.activeDays())
                + (rarity.atLeast() == 0 ? "" : ", at least " + rarity.atLeast());
    }

    /** Such as {@code once in 50,000 d}. */
    static String budget(long budgetDays) {
        return budgetDays == 0 ? "-" : "once in " + days(budgetDays);
    }

    /** What the budgets of a set add up to. */
    static String budget(RuleSet rules) {
        int silent = rules.withoutBudget().size();
        int stated = rules.alerting().size() - silent;
        String without = silent == 0
                ? ""
                : "; " + count(silent, "alerting rule") + (silent == 1 ? " states" : " state") + " none";
        return stated == 0
                ? "Budget: no alerting rule states one"
                : String.format(
                        Locale.ROOT,
                        "Budget: %.3g expected false alerts in 10,000 account-days by %s%s",
                        rules.budgetPer10000Days(),
                        count(stated, "rule"),
                        without);
    }

    /** As rules write it, such as {@code sequential_run}. */
    static String type(VigieMeasure measure) {
        return measure.kind().name().toLowerCase(Locale.ROOT);
    }

    /** As rules write it, such as {@code unusual}. */
    static String type(Rarity rarity) {
        return rarity.condition().name().toLowerCase(Locale.ROOT);
    }

    /** As rules write it, such as {@code subject.nationality}; null where the measure has none. */
    static @Nullable String field(VigieMeasure measure) {
        if (measure.field() == null) {
            return null;
        }
        return measure.field().fieldName() + (measure.attribute() == null ? "" : "." + measure.attribute());
    }

    /** What the {@code vigie} block says, a sentence each; none where there is no block. */
    static List<String> sentences(Rule rule) {
        List<String> sentences = new ArrayList<>();
        if (rule instanceof CorrelationRule correlation) {
            VigieMeasure measure = correlation.measure();
            if (measure != null) {
                sentences.add("measures " + words(measure) + ", instead of what " + RulesListCommand.kind(correlation)
                        + " would add up");
            }
            Rarity rarity = correlation.rarity();
            if (rarity != null) {
                sentences.add("holds " + words(rarity) + "; a plain Sigma tool takes "
                        + RulesListCommand.condition(correlation.limits()));
                sentences.add("a past too short is filled with that of " + words(rarity.peers()));
            }
        }
        if (rule.budgetDays() > 0) {
            sentences.add("is meant to raise one false alert in " + String.format(Locale.ROOT, "%,d", rule.budgetDays())
                    + " account-days");
        }
        return sentences;
    }

    private static String words(VigieMeasure measure) {
        return switch (measure.kind()) {
            case SEQUENTIAL_RUN -> "the longest run of near-consecutive ids of people";
            case SHARE ->
                "the evidence, in nats, that people of one '" + measure.attribute() + "' are read more than usual";
            case NEW_VALUE -> "the values of '" + field(measure) + "' that the group never had before";
            case INACTIVITY -> "the days for which the group slept before it woke";
            case SILENCE -> "the minutes of its usual activity that the feed has said nothing for";
            case SEQUENCE_GAP -> "the sender's numbers that are missing";
            case BACKDATED ->
                "the distinct values of '" + field(measure)
                        + "' in events that came too late for the timespan, by time of ingestion";
            case REUSED_ID -> "the events whose id came before with other content";
        };
    }

    private static String words(Rarity rarity) {
        String days = String.format(Locale.ROOT, "%,d", rarity.activeDays());
        String least = rarity.atLeast() == 0 ? "" : " and at least " + rarity.atLeast();
        return switch (rarity.condition()) {
            case UNUSUAL -> "where the value is rarer than once in " + days + " active days for this group" + least;
            case DRIFT ->
                "where the group's daily values have shifted for good" + least.replace(" and", ", by")
                        + ", with one false alert in " + days + " active days";
            case JOINT ->
                "where the measures of its rules together are rarer than once in " + days
                        + " active days for this group"
                        + least;
        };
    }

    private static String words(Rarity.Peers peers) {
        return switch (peers) {
            case OPERATOR_AND_ROLE -> "peers of the same operator and role";
            case OPERATOR -> "peers of the same operator";
            case ROLE -> "peers of the same role";
        };
    }

    private static String days(long days) {
        return String.format(Locale.ROOT, "%,d d", days);
    }
}
