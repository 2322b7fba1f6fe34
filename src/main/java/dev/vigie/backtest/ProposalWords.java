package dev.vigie.backtest;

import dev.vigie.rule.LimitChange.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Proposed limits in words, the same ones at a terminal and on a page. */
public final class ProposalWords {

    private ProposalWords() {}

    /** Which figure of a rule it is. */
    public static String setting(Proposal.Change change) {
        String until = change.isUntilKnown() ? ", until usual is known" : "";
        return change.setting().key() + until;
    }

    /** A setting's figure as rules write it. */
    public static String figure(Proposal.Change change, long value) {
        return value == 0 ? "-" : value + (change.setting() == Setting.ONCE_IN ? "d" : "");
    }

    /** What came of a budget, a sentence each. */
    public static List<String> sentences(Proposal proposal) {
        long was = proposal.before().costsWithin(proposal.chosenOn());
        String budget = "Budget " + proposal.budget().text() + ", " + BacktestWords.count(proposal.allowed())
                + " alerts in the "
                + String.format(Locale.ROOT, "%.1f", proposal.chosenOn().days()) + " days that limits are chosen from";
        if (was <= proposal.allowed()) {
            return List.of(budget + ": the new rules raise " + BacktestWords.count(was) + ", and stay as they are.");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(budget + ": the new rules raise " + BacktestWords.count(was) + ".");
        long fixed = proposal.fixed();
        if (fixed > proposal.allowed()) {
            sentences.add("No limits keep to it: " + BacktestWords.count(fixed)
                    + " of these alerts are by critical rules, by rules without a limit, or rarer than any"
                    + " history supports. They want an exception (a filter rule), not a limit.");
        } else if (!proposal.keeps()) {
            sentences.add("No limits were found that keep to it; below is what came closest.");
        }
        return sentences;
    }

    /** Rows of a name, what was and what was measured with the changes. */
    public static List<String[]> measured(Proposal proposal) {
        List<String[]> rows = new ArrayList<>();
        Period heldOut = proposal.heldOut();
        rows.add(row("Alerts a day, on the days chosen from", proposal.chosenOn(), proposal));
        if (heldOut != null) {
            rows.add(row("Alerts a day, on the days held out", heldOut, proposal));
        }
        rows.add(row("Alerts a day, in all", proposal.before().period(), proposal));
        return rows;
    }

    private static String[] row(String name, Period part, Proposal proposal) {
        return new String[] {
            name, perDay(proposal.before(), part), perDay(proposal.measured(), part),
        };
    }

    private static String perDay(Outcome outcome, Period part) {
        long count = outcome.costsWithin(part);
        return String.format(Locale.ROOT, "%.2f (%,d in %.1f days)", part.perDay(count), count, part.days());
    }
}
