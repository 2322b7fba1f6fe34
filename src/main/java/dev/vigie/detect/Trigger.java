package dev.vigie.detect;

/**
 * What makes a measure grow and a rule be asked: a selection that matched, a correlation that held, or both.
 *
 * @param base index of what the plan's stage knows of an occurrence beforehand, or {@link #ANY}: a selection for
 *     accounts, a signal for the groups above
 * @param outcome index of the correlation that must hold at the occurrence, or {@link #ANY}
 * @param keying index of the way in which the occurrence finds its group
 */
record Trigger(int base, int outcome, int keying) {

    static final int ANY = -1;

    /** @param keyings bits of the keyings by which the occurrence found the group */
    boolean fires(boolean[] matched, boolean[] held, long keyings) {
        return (keyings >>> keying & 1) != 0 && (base == ANY || matched[base]) && (outcome == ANY || held[outcome]);
    }

    /** True if one of {@code triggers} fires. */
    static boolean anyFires(Trigger[] triggers, boolean[] matched, boolean[] held, long keyings) {
        for (Trigger trigger : triggers) {
            if (trigger.fires(matched, held, keyings)) {
                return true;
            }
        }
        return false;
    }
}
