package dev.vigie.report;

import dev.vigie.backtest.Outcome;
import dev.vigie.backtest.Period;
import dev.vigie.backtest.Proposal;
import dev.vigie.rule.LimitChange.Setting;
import java.util.ArrayList;
import java.util.List;

/** Proposed limits in words, the same ones at a terminal and on a page. */
public final class ProposalWords {

    private static final String PREFIX = "proposal.";

    private final Texts texts;

    public ProposalWords(Language language) {
        this(Texts.of(language));
    }

    ProposalWords(Texts texts) {
        this.texts = texts;
    }

    private String text(String name, Object... values) {
        return texts.text(PREFIX + name, values);
    }

    /** Which figure of a rule it is. */
    public String setting(Proposal.Change change) {
        String key = change.setting().key();
        return change.isUntilKnown() ? text("untilKnown", key) : key;
    }

    /** A setting's figure as rules write it. */
    public static String figure(Proposal.Change change, long value) {
        return value == 0 ? "-" : value + (change.setting() == Setting.ONCE_IN ? "d" : "");
    }

    /** What came of a budget, a sentence each. */
    public List<String> sentences(Proposal proposal) {
        long was = proposal.before().costsWithin(proposal.chosenOn());
        String budget = text(
                "budget",
                proposal.budget().text(),
                proposal.allowed(),
                texts.decimal(proposal.chosenOn().days(), 1));
        if (was <= proposal.allowed()) {
            return List.of(text("kept", budget, was));
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(text("raised", budget, was));
        if (proposal.fixed() > proposal.allowed()) {
            sentences.add(text("fixed", proposal.fixed()));
        } else if (!proposal.keeps()) {
            sentences.add(text("closest"));
        }
        return sentences;
    }

    /** Rows of a name, what was and what was measured with the changes. */
    public List<String[]> measured(Proposal proposal) {
        List<String[]> rows = new ArrayList<>();
        Period heldOut = proposal.heldOut();
        rows.add(row("perDay.chosen", proposal.chosenOn(), proposal));
        if (heldOut != null) {
            rows.add(row("perDay.heldOut", heldOut, proposal));
        }
        rows.add(row("perDay.all", proposal.before().period(), proposal));
        return rows;
    }

    private String[] row(String name, Period part, Proposal proposal) {
        return new String[] {
            text(name), perDay(proposal.before(), part), perDay(proposal.measured(), part),
        };
    }

    private String perDay(Outcome outcome, Period part) {
        long count = outcome.costsWithin(part);
        return text("perDay", texts.decimal(part.perDay(count), 2), count, texts.decimal(part.days(), 1));
    }
}
