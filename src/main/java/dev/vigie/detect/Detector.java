package dev.vigie.detect;

import dev.vigie.measure.IdMemory.Seen;
import dev.vigie.measure.Sliding;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs a plan over events, one at a time: event and profile in, alerts out. Everything in an alert outside its
 * provenance is a function of the events in their order per group, so that a live stream, a restarted one and a replay
 * say the same. Used by one thread, over one set of profiles; where these may have been rolled back, a new detector is
 * needed.
 */
public final class Detector {

    /**
     * How far an operator's clock must have passed an episode's end before the silence of its group closes it: logs of
     * one operator come interleaved.
     */
    public static final long SILENCE_GRACE_MILLIS = 3_600_000;

    private static final long OPERATOR_STEP_MILLIS = 60_000;
    private static final int OPERATORS_KNOWN_MAX = 10_000;
    private static final double[] NONE = {};
    private static final List<Field> OPERATOR = List.of(Field.OPERATOR);

    private final Plan plan;
    private final DetectorSettings settings;
    private final Hashes hashes;
    private final Episodes episodes;
    private final boolean[] matched;
    /** Operators' clocks as their profiles have them, to spare the look-up. */
    private final Map<String, Long> operatorMillis = new HashMap<>();

    private final double[] before;

    public Detector(Plan plan, DetectorSettings settings) {
        this.plan = plan;
        this.settings = settings;
        this.hashes = new Hashes(settings.hash());
        this.episodes = new Episodes(hashes, settings, plan.rulesHash());
        this.matched = new boolean[plan.selectionCount()];
        this.before = new double
                [plan.groups().stream()
                        .mapToInt(group -> group.exposures().size())
                        .max()
                        .orElse(0)];
    }

    /** The group whose clock is an operator's: the highest event time seen of any of its accounts. */
    public static Group operator(String operator) {
        return new Group(OPERATOR, List.of(operator));
    }

    /** Runs one event. Messages go to {@code alerts} in the order in which they came about. */
    public Verdict process(AccessEvent event, Origin origin, Profiles profiles, Consumer<Alert> alerts) {
        hashes.begin(event);
        long timeMillis = event.timeMillis();
        boolean skewed = event.ingestedAtMillis() != AccessEvent.UNKNOWN
                && timeMillis > event.ingestedAtMillis() + settings.skewToleranceMillis();
        if (skewed) {
            timeMillis = event.ingestedAtMillis();
        }
        Profile account = profiles.get(Group.account(event.operator(), event.account()));
        long clockMillis = Math.max(account.clockMillis(), timeMillis);
        Seen seen = account.ids().remember(hashes.of(event.id()), hashes.content(event), timeMillis, clockMillis);
        if (seen == Seen.SAME) {
            profiles.eventDone();
            return Verdict.DUPLICATE;
        }
        profiles.changed(account);
        Verdict verdict;
        if (timeMillis <= clockMillis - plan.timespanMillisMax() && timeMillis < clockMillis) {
            verdict = new Verdict(Verdict.Fate.LATE, skewed, false, seen == Seen.REUSED);
        } else {
            boolean inTime = count(new Occurrence(event, timeMillis, origin), account, profiles, alerts);
            verdict = Verdict.counted(skewed, !inTime, seen == Seen.REUSED);
        }
        profiles.eventDone();
        return verdict;
    }

    private boolean count(Occurrence now, Profile account, Profiles profiles, Consumer<Alert> alerts) {
        AccessEvent event = now.event();
        plan.match(event, matched);
        advanceOperator(event.operator(), now.timeMillis(), profiles);
        boolean inTime = true;
        for (GroupPlan groupPlan : plan.groups()) {
            Profile profile = account;
            if (!groupPlan.fields().equals(Group.ACCOUNT)) {
                Group group = groupPlan.groupOf(event);
                if (group == null) {
                    continue;
                }
                profile = profiles.get(group);
                profiles.changed(profile);
            }
            inTime &= countFor(groupPlan, profile, now, profiles, alerts);
        }
        return inTime;
    }

    /** Moves the operator's clock, a step at a time: it only has to be right within the grace for silence. */
    private void advanceOperator(String operator, long timeMillis, Profiles profiles) {
        Long known = operatorMillis.get(operator);
        if (known != null && timeMillis < known + OPERATOR_STEP_MILLIS) {
            return;
        }
        Profile profile = profiles.get(operator(operator));
        if (profile.clockMillis() == Long.MIN_VALUE || timeMillis >= profile.clockMillis() + OPERATOR_STEP_MILLIS) {
            profile.advanceTo(timeMillis);
            profiles.changed(profile);
        }
        if (operatorMillis.size() >= OPERATORS_KNOWN_MAX) {
            operatorMillis.clear();
        }
        operatorMillis.put(operator, profile.clockMillis());
    }

    /**
     * Adds the event to one group's measures and asks its rules. False if the event was too old for a window of one of
     * them.
     */
    private boolean countFor(
            GroupPlan groupPlan, Profile profile, Occurrence now, Profiles profiles, Consumer<Alert> alerts) {
        episodes.closeIfOver(profile, now.timeMillis(), profiles, alerts);
        profile.advanceTo(now.timeMillis());
        double[] peopleBefore = profile.episode() == null ? peopleBefore(groupPlan, profile) : NONE;
        boolean inTime = true;
        for (int i = 0; i < groupPlan.measures().size(); i++) {
            MeasureSpec spec = groupPlan.measures().get(i);
            if (matched[spec.selection()]) {
                inTime &= spec.add(profile.measureToChange(i), now.event(), now.timeMillis(), hashes);
            }
        }
        episodes.judge(groupPlan, profile, now, matched, peopleBefore, profiles, alerts);
        return inTime;
    }

    /**
     * How many people each of the grouping's exposures holds now: before the event at hand, which may open an episode.
     */
    private double[] peopleBefore(GroupPlan groupPlan, Profile profile) {
        for (int i = 0; i < groupPlan.exposures().size(); i++) {
            Sliding people = profile.measure(groupPlan.exposures().get(i).people());
            before[i] = people == null ? 0 : people.value();
        }
        return before;
    }

    /**
     * Closes the episodes of groups that have fallen silent, by their operators' clocks. To be called now and then; the
     * messages do not depend on when.
     */
    public void closeSilent(Profiles profiles, Consumer<Alert> alerts) {
        for (Group group : profiles.open()) {
            long operatorMillis = profiles.get(operator(group.operator())).clockMillis();
            episodes.closeIfOver(profiles.get(group), operatorMillis - SILENCE_GRACE_MILLIS, profiles, alerts);
            profiles.eventDone();
        }
    }

    /** Closes every open episode: the log has ended, and silence for ever would close them with just these figures. */
    public void closeAll(Profiles profiles, Consumer<Alert> alerts) {
        for (Group group : profiles.open()) {
            episodes.closeIfOver(profiles.get(group), Long.MAX_VALUE, profiles, alerts);
            profiles.eventDone();
        }
    }
}
