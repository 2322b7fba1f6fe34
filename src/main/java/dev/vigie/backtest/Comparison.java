package dev.vigie.backtest;

import dev.vigie.backtest.Case.Fate;
import dev.vigie.backtest.RuleCount.Presence;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleMeta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two rule sets' alerts over the same logs, held against each other.
 *
 * @param before what the old rules raised
 * @param after what the new rules raised
 * @param cases by time
 */
public record Comparison(Outcome before, Outcome after, List<Case> cases) {

    public Comparison {
        cases = List.copyOf(cases);
    }

    static Comparison of(Outcome before, Outcome after) {
        return new Comparison(before, after, Case.of(before.raised(), after.raised()));
    }

    /** Whether the two sets are one: there is nothing to compare. */
    public boolean isOfOneSet() {
        return before.rules().hash().equals(after.rules().hash());
    }

    public long count(Fate fate) {
        return cases.stream().filter(each -> each.fate() == fate).count();
    }

    /** People exposed before their first alert, over the cases that both sets have; by the old or by the new rules. */
    public long exposedWhereBoth(boolean byNew) {
        return cases.stream()
                .filter(each -> !each.before().isEmpty() && !each.after().isEmpty())
                .map(each -> byNew ? each.after().get(0) : each.before().get(0))
                .mapToLong(Raised::exposedBefore)
                .sum();
    }

    /** Every rule of either set that can raise alerts, the most frequent by the new set first. */
    public List<RuleCount> rules() {
        Map<String, RuleMeta> metas = new LinkedHashMap<>();
        Map<String, Presence> presences = new HashMap<>();
        for (Rule rule : after.rules().alerting()) {
            metas.put(rule.meta().id(), rule.meta());
            presences.put(rule.meta().id(), Presence.ONLY_NEW);
        }
        for (Rule rule : before.rules().alerting()) {
            metas.putIfAbsent(rule.meta().id(), rule.meta());
            presences.merge(rule.meta().id(), Presence.ONLY_OLD, (has, gets) -> Presence.BOTH);
        }
        Map<String, Tally> tallies = new HashMap<>();
        before.raised().forEach(alert -> Tally.add(tallies, alert, false));
        after.raised().forEach(alert -> Tally.add(tallies, alert, true));
        for (Case each : cases) {
            each.rules().forEach(rule -> Tally.of(tallies, rule).add(each.fate()));
        }
        List<RuleCount> counts = new ArrayList<>();
        metas.forEach((id, meta) ->
                counts.add(Tally.of(tallies, id).count(meta, presences.getOrDefault(id, Presence.BOTH))));
        counts.sort(Comparator.comparingLong(RuleCount::after)
                .thenComparingLong(RuleCount::before)
                .reversed()
                .thenComparing(RuleCount::name)
                .thenComparing(RuleCount::id));
        return counts;
    }

    /** Every UTC day with an alert of either set, in order. */
    public List<DayCount> days() {
        Map<Long, Tally> tallies = new TreeMap<>();
        before.raised().forEach(alert -> tallies.computeIfAbsent(alert.day(), day -> new Tally()).before++);
        after.raised().forEach(alert -> tallies.computeIfAbsent(alert.day(), day -> new Tally()).after++);
        cases.forEach(each ->
                tallies.computeIfAbsent(each.first().day(), day -> new Tally()).add(each.fate()));
        List<DayCount> days = new ArrayList<>();
        tallies.forEach((day, tally) ->
                days.add(new DayCount(day, tally.before, tally.after, tally.comes, tally.goes, tally.changes)));
        return days;
    }

    /** What is being counted. */
    private static final class Tally {
        private long before;
        private long after;
        private long aloneBefore;
        private long aloneAfter;
        private long comes;
        private long goes;
        private long changes;

        static Tally of(Map<String, Tally> tallies, String rule) {
            return tallies.computeIfAbsent(rule, unseen -> new Tally());
        }

        static void add(Map<String, Tally> tallies, Raised alert, boolean isNew) {
            long alone = alert.rules().size() == 1 ? 1 : 0;
            for (String rule : alert.rules()) {
                Tally tally = of(tallies, rule);
                tally.before += isNew ? 0 : 1;
                tally.after += isNew ? 1 : 0;
                tally.aloneBefore += isNew ? 0 : alone;
                tally.aloneAfter += isNew ? alone : 0;
            }
        }

        void add(Fate fate) {
            switch (fate) {
                case COMES -> comes++;
                case GOES -> goes++;
                case CHANGES -> changes++;
                case STAYS -> {}
            }
        }

        RuleCount count(RuleMeta meta, Presence presence) {
            String name = meta.name() == null ? meta.id() : meta.name();
            return new RuleCount(
                    meta.id(),
                    name,
                    meta.title(),
                    presence,
                    before,
                    after,
                    aloneBefore,
                    aloneAfter,
                    comes,
                    goes,
                    changes);
        }
    }
}
