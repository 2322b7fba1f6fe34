package dev.vigie.detect;

import java.util.List;

/**
 * What one stage of detection does: that of accounts, which sees events, or that of the groups above, which sees
 * contributions.
 *
 * @param baseCount how many things an occurrence may match beforehand
 * @param outcomeCount how many correlations others refer to
 */
record StagePlan(List<GroupPlan> groups, int baseCount, int outcomeCount) {}
