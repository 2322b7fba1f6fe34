package dev.vigie.detect;

import dev.vigie.rule.Rarity.Peers;

/**
 * What is done with one of a grouping's measures when a group's day is over.
 *
 * @param measure its index
 * @param partId its stored part, by which the peers are pooled
 * @param peers whose days are pooled
 * @param idle true if a day counts on which the group was active, but nothing was added to this measure
 * @param suspects for a drift the index of the people read since it began, else {@link PlannedRule#NONE}
 */
record DayPlan(int measure, long partId, Peers peers, boolean idle, int suspects) {}
