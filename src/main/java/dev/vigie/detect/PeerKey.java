package dev.vigie.detect;

/**
 * Whose days are pooled: groups of one operator and role, by one measure.
 *
 * @param partId of the measure's {@link MeasureSpec}, stable across starts
 * @param operator empty for groups above the operator, and where peers are asked for by role alone
 * @param role empty where the log names none, and where it does not matter
 */
public record PeerKey(long partId, String operator, String role) {}
