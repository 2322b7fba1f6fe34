package dev.vigie.detect;

import dev.vigie.detect.GroupPlan.Lookup;
import dev.vigie.measure.ShareEvidence;
import dev.vigie.measure.Sliding;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes one occurrence through the groups that it belongs to: first what matched beforehand, then the groups, then the
 * run. Work is done only for what matched, whatever the number of rules; rules that refer to others come level by level
 * after those. Used by one thread; reused from one occurrence to the next.
 */
final class Stage {

    private final GroupPlan[] groups;
    private final Episodes episodes;
    private final boolean[] matched;
    private final int[] matches;
    private int matchCount;
    private final List<Visit> visits = new ArrayList<>();
    private int visitCount;
    /** By grouping whether a group's measures are small enough to be at hand still at the next occurrence. */
    private final boolean[] withinAccount;
    /** By grouping what happens on level 0. */
    private final FiredLookups[] firedLookups;

    private final MeasureSpec[][] measures;
    /** For each grouping's measures and rules what makes them grow, or be asked. */
    private final Trigger[][][] measureTriggers;

    private final Trigger[][][] ruleTriggers;
    private final Days days;
    private final Questions questions;
    private final Intake intake;
    final Silences silences;
    /** True while an occurrence is at hand that is too old for every window. */
    private boolean late;

    Stage(StagePlan plan, Episodes episodes, @Nullable Judgements judgements) {
        this.groups = plan.groups().toArray(GroupPlan[]::new);
        this.days = new Days(plan);
        this.silences = new Silences(plan, episodes);
        this.episodes = episodes;
        this.matched = new boolean[plan.baseCount()];
        this.matches = new int[plan.baseCount()];
        this.questions = new Questions(plan, days, judgements);
        this.intake = new Intake(matched, questions.held());
        this.withinAccount = new boolean[groups.length];
        this.firedLookups = new FiredLookups[groups.length];
        this.measures = new MeasureSpec[groups.length][];
        this.measureTriggers = new Trigger[groups.length][][];
        this.ruleTriggers = new Trigger[groups.length][][];
        for (int i = 0; i < groups.length; i++) {
            withinAccount[i] = Group.isWithinAccount(groups[i].names());
            firedLookups[i] = new FiredLookups(groups[i]);
            measures[i] = groups[i].measures().toArray(MeasureSpec[]::new);
            measureTriggers[i] = triggers(groups[i].measures(), MeasureSpec::triggers);
            ruleTriggers[i] = triggers(groups[i].rules(), PlannedRule::triggers);
        }
    }

    private static <T> Trigger[][] triggers(List<T> owners, Function<T, List<Trigger>> triggers) {
        return owners.stream()
                .map(owner -> triggers.apply(owner).toArray(Trigger[]::new))
                .toArray(Trigger[][]::new);
    }

    /** Forgets the last occurrence. */
    void begin() {
        for (int i = 0; i < matchCount; i++) {
            matched[matches[i]] = false;
        }
        matchCount = 0;
        visitCount = 0;
        questions.begin();
    }

    /** Notes that the base index has matched. */
    void match(int base) {
        if (!matched[base]) {
            matched[base] = true;
            matches[matchCount] = base;
            matchCount++;
        }
    }

    boolean[] matched() {
        return matched;
    }

    /** Whether correlations hold at the occurrence, by outcome; complete after {@link #run}. */
    boolean[] held() {
        return questions.held();
    }

    /** Has the occurrence visit a group; where it finds the same group by several keyings, it does so once. */
    void visit(int grouping, int keying, Profile profile) {
        for (int i = 0; i < visitCount; i++) {
            if (visits.get(i).profile == profile) {
                visits.get(i).keyings |= 1L << keying;
                return;
            }
        }
        if (visitCount == visits.size()) {
            visits.add(new Visit());
        }
        Visit visit = visits.get(visitCount);
        visitCount++;
        visit.begin(grouping, profile, 1L << keying);
    }

    /**
     * Adds the occurrence to the measures of all groups visited and asks their rules.
     *
     * @return false if it was too old for a window of one of them
     */
    boolean run(Occurrence now, Profiles profiles, Consumer<Alert> alerts) {
        int levels = 1;
        late = false;
        days.begin(now, profiles);
        for (int i = 0; i < visitCount; i++) {
            Visit visit = visits.get(i);
            levels = Math.max(levels, groups[visit.grouping].dense().size());
            arrive(visit, now.timeMillis(), profiles, alerts);
        }
        boolean inTime = true;
        for (int level = 0; level < levels; level++) {
            for (int i = 0; i < visitCount; i++) {
                inTime &= count(visits.get(i), level, now);
            }
        }
        for (int i = 0; i < visitCount; i++) {
            judge(visits.get(i), visits.get(i).asked || now.exposure() != null, now, profiles, alerts);
        }
        return inTime;
    }

    /**
     * Shows an occurrence that is too old for every window to the rules that count just those. No other measure learns
     * of it.
     *
     * @param clockMillis the account's, to which the clocks of its other groups move: they may be far behind, or have
     *     never been set
     */
    void runLate(Occurrence now, long clockMillis, Profiles profiles, Consumer<Alert> alerts) {
        late = true;
        days.begin(now, profiles);
        for (int i = 0; i < visitCount; i++) {
            Visit visit = visits.get(i);
            arrive(visit, clockMillis, profiles, alerts);
            count(visit, 0, now);
            judge(visit, visit.held.size() > 0, now, profiles, alerts);
        }
    }

    /** Moves the group's clock, with all that may end by it. */
    private void arrive(Visit visit, long timeMillis, Profiles profiles, Consumer<Alert> alerts) {
        profiles.changed(visit.profile);
        silences.end(visit.grouping, visit.profile, timeMillis, profiles, alerts);
        episodes.closeIfOver(visit.profile, timeMillis, profiles, alerts);
        days.roll(visit.grouping, visit.profile, timeMillis);
        visit.profile.advanceTo(timeMillis);
        forgetFigures(groups[visit.grouping], visit);
    }

    private void judge(Visit visit, boolean concerned, Occurrence now, Profiles profiles, Consumer<Alert> alerts) {
        visit.held.sort();
        GroupPlan group = groups[visit.grouping];
        episodes.judge(group, visit.profile, now, visit.held, concerned, visit.before, profiles, alerts);
    }

    /** Nothing has been added yet, to what tells the people exposed either. */
    private static void forgetFigures(GroupPlan group, Visit visit) {
        if (visit.before.length < group.measures().size()) {
            visit.before = new double[group.measures().size()];
        }
        visit.figures.begin(group.measures().size());
        for (int i = 0; i < group.exposures().size(); i++) {
            visit.before[group.exposures().get(i).people()] = Double.NaN;
        }
    }

    private boolean count(Visit visit, int level, Occurrence now) {
        GroupPlan group = groups[visit.grouping];
        boolean inTime = true;
        if (level == 0) {
            Lookup fired = firedLookups[visit.grouping].of(matches, matchCount, matched, visit.keyings);
            if (!visit.again || !withinAccount[visit.grouping]) {
                visit.touch(fired.measures, now);
            }
            for (int index : fired.measures) {
                inTime &= grow(visit, group, index, now);
            }
            for (int index : fired.rules) {
                questions.ask(visit, index, late);
            }
        } else if (level < group.dense().size()) {
            Trigger[][] measureTriggers = this.measureTriggers[visit.grouping];
            Trigger[][] ruleTriggers = this.ruleTriggers[visit.grouping];
            for (int index : group.dense().get(level).measures) {
                if (Trigger.anyFires(measureTriggers[index], matched, held(), visit.keyings)) {
                    inTime &= grow(visit, group, index, now);
                }
            }
            for (int index : group.dense().get(level).rules) {
                if (Trigger.anyFires(ruleTriggers[index], matched, held(), visit.keyings)) {
                    questions.ask(visit, index, late);
                }
            }
        }
        return inTime;
    }

    private boolean grow(Visit visit, GroupPlan group, int index, Occurrence now) {
        MeasureSpec spec = measures[visit.grouping][index];
        if (late && !spec.kind().countsLate()) {
            return true;
        }
        long clockMillis = visit.profile.clockMillis();
        boolean changes = Intake.changes(spec, now, clockMillis);
        if (!changes && !visit.profile.has(index)) {
            return true; // most accounts never have what such a measure counts, and then keep none
        }
        Sliding measure = visit.profile.toGrow(index, changes);
        if (Double.isNaN(visit.before[index])) {
            measure.advance(clockMillis);
            visit.before[index] = measure.value();
        }
        if (spec.kind() == MeasureSpec.Kind.SHARE) {
            days.prepare(group, visit.profile, index, (ShareEvidence) measure);
        }
        return intake.add(spec, index, measure, now, visit) || spec.isOfNoRule();
    }
}
