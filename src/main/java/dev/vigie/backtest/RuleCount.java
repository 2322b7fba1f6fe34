package dev.vigie.backtest;

/**
 * What became of one rule.
 *
 * @param name what people call it: its name, else its id
 * @param presence in which of the sets it is
 * @param before alerts of the old set in which it crossed
 * @param after alerts of the new set in which it crossed
 * @param aloneBefore those in which no other rule did: what the old set would lose without it
 * @param aloneAfter the same of the new set
 * @param comes cases in which it crossed and that only the new set has
 * @param goes cases in which it crossed and that only the old set has
 * @param changes cases in which it crossed by either set, and that differ
 */
public record RuleCount(
        String id,
        String name,
        String title,
        Presence presence,
        long before,
        long after,
        long aloneBefore,
        long aloneAfter,
        long comes,
        long goes,
        long changes) {

    /** Which set has a rule. */
    public enum Presence {
        BOTH,
        ONLY_OLD,
        ONLY_NEW
    }

    /** Whether there was any alert of it. */
    public boolean isSilent() {
        return before == 0 && after == 0;
    }
}
