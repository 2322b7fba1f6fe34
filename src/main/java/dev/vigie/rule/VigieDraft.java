package dev.vigie.rule;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What a {@code vigie} block asks for, before it is known which rules its own refers to.
 *
 * @param measureKey where the block says it
 * @param rarityKey the condition's name, where {@code rarity} is not null
 * @param budgetDays 0 where neither the block nor its condition says
 * @param budgetKey where the block says it
 */
record VigieDraft(
        @Nullable VigieMeasure measure,
        @Nullable ScalarNode measureKey,
        @Nullable Rarity rarity,
        @Nullable ScalarNode rarityKey,
        long budgetDays,
        @Nullable ScalarNode budgetKey) {

    /** A rule without a block. */
    static final VigieDraft NONE = new VigieDraft(null, null, null, null, 0, null);

    /** True if its condition is {@code wanted}. */
    boolean asks(Rarity.Condition wanted) {
        return rarity != null && rarity.condition() == wanted;
    }
}
