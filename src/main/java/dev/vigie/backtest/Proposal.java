package dev.vigie.backtest;

import dev.vigie.rule.LimitChange.Setting;
import dev.vigie.rule.RuleFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits that keep to a budget, and what became of the logs when they were run.
 *
 * @param chosenOn the days from whose alerts the limits were chosen
 * @param heldOut the days that the choice did not see, on which it proves itself; null where there were too few for
 *     both
 * @param allowed how many alerts the budget allows within {@code chosenOn}
 * @param changes none where the rules keep to the budget as they are, or no limits could
 * @param before what the rules raised as they were
 * @param measured what they raised with the changes; {@code before} where there are none
 * @param fixed alerts within {@code chosenOn} that no limit makes go
 * @param files the rule files with the changes in them
 */
public record Proposal(
        Budget budget,
        Period chosenOn,
        @Nullable Period heldOut,
        long allowed,
        List<Change> changes,
        Outcome before,
        Outcome measured,
        long fixed,
        List<RuleFile> files) {

    public Proposal {
        changes = List.copyOf(changes);
        files = List.copyOf(files);
    }

    /**
     * A figure that is to be another.
     *
     * @param name what people call the rule
     * @param was 0 where the rule did not state it
     * @param isUntilKnown whether it decides only until it is known what is usual
     */
    public record Change(
            String rule, String name, String title, Setting setting, long was, long becomes, boolean isUntilKnown) {}

    /** Whether what was measured keeps to the budget on the days on which the limits were chosen. */
    public boolean keeps() {
        return measured.costsWithin(chosenOn) <= allowed;
    }
}
