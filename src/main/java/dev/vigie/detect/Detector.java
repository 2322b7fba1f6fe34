package dev.vigie.detect;

import dev.vigie.measure.IdMemory.Seen;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.rule.SelectionIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

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

    private static final List<String> CLOCK = List.of("operator clock");
    /** The highest of all operators' clocks. */
    static final Group HOUSE_CLOCK = new Group(List.of("house clock"), List.of(""));

    private final Plan plan;
    private final DetectorSettings settings;
    private final Hashes hashes;
    private final SubjectHash subjectHash;
    private final Episodes episodes;
    private final SilenceSweep sweep;
    private final SelectionIndex.Matcher matcher;
    private final int[] matches;
    private final KnownGroups groups = new KnownGroups();
    private final Stage accountStage;
    private final Stage widerStage;
    private final Contributor contributor;
    private final KnownSignals knownSignals;
    private final Feeds feeds;
    private final SteppedClocks operatorClocks = new SteppedClocks();

    public Detector(Plan plan, DetectorSettings settings) {
        this(plan, settings, null);
    }

    /** @param judgements is told what every rule answers; null if nobody wants to know */
    public Detector(Plan plan, DetectorSettings settings, @Nullable Judgements judgements) {
        this.plan = plan;
        this.settings = settings;
        this.hashes = new Hashes(settings.hash(), plan.sensitivity());
        this.subjectHash = settings.subjectHash();
        this.episodes = new Episodes(hashes, settings, plan.rulesHash());
        this.sweep = new SilenceSweep(episodes);
        this.matcher = plan.selections().newMatcher();
        this.matches = new int[plan.selections().size()];
        this.accountStage = new Stage(plan.accountStage(), episodes, judgements);
        this.widerStage = new Stage(plan.widerStage(), episodes, judgements);
        this.contributor = new Contributor(plan, subjectHash, groups);
        this.knownSignals = new KnownSignals(plan);
        this.feeds = new Feeds(plan, widerStage.silences);
    }

    /** The group whose clock is an operator's: the highest event time seen of any of its accounts. */
    public static Group operatorClock(String operator) {
        return new Group(CLOCK, List.of(operator));
    }

    /** Runs one event through all its groups, those above the account included: where all profiles are in one place. */
    public Verdict process(AccessEvent event, Origin origin, Profiles profiles, Consumer<Alert> alerts) {
        List<Contribution> contributions = new ArrayList<>(0);
        Verdict verdict = process(event, origin, profiles, alerts, contributions::add);
        for (Contribution contribution : contributions) {
            processContribution(contribution, profiles, alerts);
        }
        return verdict;
    }

    /**
     * Runs one event. Messages go to {@code alerts} in the order in which they came about; what concerns groups above
     * the account goes to {@code contributions}, and from there to {@link #processContribution}.
     */
    public Verdict process(
            AccessEvent event,
            Origin origin,
            Profiles profiles,
            Consumer<Alert> alerts,
            Consumer<Contribution> contributions) {
        ContributionSink sink = (now, evidence, group, signals, values) ->
                contributions.accept(Contribution.of(group, now, signals, values, evidence));
        return run(event, origin, profiles, alerts, sink);
    }

    /** The same, where what concerns groups above the account is packed, and goes on from there. */
    public Verdict process(
            AccessEvent event,
            Origin origin,
            Profiles profiles,
            Consumer<Alert> alerts,
            PackedContributions contributions) {
        return run(event, origin, profiles, alerts, contributions::add);
    }

    private Verdict run(
            AccessEvent event,
            Origin origin,
            Profiles profiles,
            Consumer<Alert> alerts,
            ContributionSink contributions) {
        hashes.begin(event);
        long timeMillis = event.timeMillis();
        boolean skewed = event.ingestedAtMillis() != AccessEvent.UNKNOWN
                && timeMillis > event.ingestedAtMillis() + settings.skewToleranceMillis();
        if (skewed) {
            timeMillis = event.ingestedAtMillis();
        }
        Profile account = profiles.get(groups.account(event.operator(), event.account()));
        long clockMillis = Math.max(account.clockMillis(), timeMillis);
        Seen seen = account.ids().remember(hashes.id(), hashes.content(event), timeMillis, clockMillis);
        if (seen == Seen.SAME) {
            profiles.eventDone();
            return Verdict.DUPLICATE;
        }
        profiles.changed(account);
        boolean reused = seen == Seen.REUSED;
        // Its hour, too, is that at which it counts: a theft at night is none of a morning to come.
        AccessEvent counted = skewed ? event.at(timeMillis) : event;
        if (skewed) {
            hashes.begin(counted);
        }
        EventOccurrence now = new EventOccurrence(counted, timeMillis, reused, origin, hashes);
        Verdict verdict;
        if (timeMillis <= clockMillis - plan.timespanMillisMax() && timeMillis < clockMillis) {
            if (plan.countsLate()) {
                visit(now, account, profiles);
                accountStage.runLate(now, clockMillis, profiles, alerts);
            }
            verdict = new Verdict(Verdict.Fate.LATE, skewed, false, reused);
        } else {
            boolean inTime = count(now, account, profiles, alerts, contributions);
            verdict = Verdict.counted(skewed, !inTime, reused);
        }
        profiles.eventDone();
        return verdict;
    }

    private boolean count(
            EventOccurrence now,
            Profile account,
            Profiles profiles,
            Consumer<Alert> alerts,
            ContributionSink contributions) {
        tick(now.operator(), now.timeMillis(), profiles);
        int matchCount = visit(now, account, profiles);
        boolean inTime = accountStage.run(now, profiles, alerts);
        if (plan.hasWiderGroups()) {
            contributor.contribute(now, accountStage, matches, matchCount, contributions);
        }
        return inTime;
    }

    /** Readies the account's stage for the event: what it matches, and the groups that it belongs to. */
    private int visit(EventOccurrence now, Profile account, Profiles profiles) {
        accountStage.begin();
        int matchCount = matcher.match(now.event(), matches);
        for (int i = 0; i < matchCount; i++) {
            accountStage.match(matches[i]);
        }
        accountStage.visit(0, 0, account);
        for (int i = 1; i < plan.accountStage().groups().size(); i++) {
            visitGroups(i, now.event(), profiles);
        }
        return matchCount;
    }

    private void visitGroups(int grouping, AccessEvent event, Profiles profiles) {
        List<Keying> keyings = plan.accountStage().groups().get(grouping).keyings();
        for (int i = 0; i < keyings.size(); i++) {
            int keying = i;
            keyings.get(i)
                    .groupsOf(
                            event,
                            subjectHash,
                            groups,
                            (group, subject) -> accountStage.visit(grouping, keying, profiles.get(group)));
        }
    }

    /** Runs what one event contributes to a group above the account. What no rule asks for any more is left out. */
    public void processContribution(GroupOccurrence now, Profiles profiles, Consumer<Alert> alerts) {
        int grouping = plan.widerGrouping(now.group().names());
        if (grouping >= 0) {
            widerStage.begin();
            int[] signals = knownSignals.of(grouping, now.signals());
            for (int signal : signals) {
                widerStage.match(signal);
            }
            widerStage.visit(grouping, 0, profiles.get(now.group()));
            widerStage.run(now, profiles, alerts);
            feeds.heard(grouping, now.group(), profiles);
            profiles.eventDone();
        }
    }

    /** The group that is an operator's log as a whole: it is waited for where a rule looks at its silence. */
    public static Group feed(String operator) {
        return Feeds.of(operator);
    }

    /** Until when the feed was heard, or waited for, in its own time; {@link Long#MIN_VALUE} where nobody knows. */
    public long heardMillis(Group feed, Profiles profiles) {
        return feeds.heardMillis(feed, profiles);
    }

    /**
     * Says that nothing had come from the feed when it should have been {@code nowMillis} in its own time. What comes
     * of it does not depend on how often, or whether, this is said: the event that ends a silence says the same of it.
     */
    public void await(Group feed, long nowMillis, Profiles profiles, Consumer<Alert> alerts) {
        feeds.await(feed, nowMillis, profiles, alerts);
    }

    /**
     * Moves an operator's clock, by which groups that have fallen silent are judged, a step at a time: it only has to
     * be right within the grace for silence.
     */
    public void tick(String operator, long timeMillis, Profiles profiles) {
        operatorClocks.tick(operator, timeMillis, profiles);
    }

    /**
     * Hands over the operators' clocks that have moved since this was last asked, for the stage of the groups above.
     */
    public void moved(ObjLongConsumer<String> clocks) {
        operatorClocks.moved(clocks);
    }

    /**
     * Closes the episodes of groups that have fallen silent, by their operators' clocks, or, where a group takes in
     * several operators, by the highest. To be called now and then; the messages do not depend on when.
     */
    public void closeSilent(Profiles profiles, Consumer<Alert> alerts) {
        sweep.run(profiles, alerts);
    }

    /**
     * Closes every open episode: the log has ended, and silence for ever would close them with just these figures.
     * Before that it says which feeds had fallen silent by then, as the others' clocks have it.
     */
    public void closeAll(Profiles profiles, Consumer<Alert> alerts) {
        closeAll(operatorClocks.highestMillis(), profiles, alerts);
    }

    /**
     * The same for one of several detectors that share a log.
     *
     * @param clocksMillis the operators' clocks as one detector would have them that had seen all of it
     */
    public void closeAll(Collection<Long> clocksMillis, Profiles profiles, Consumer<Alert> alerts) {
        feeds.end(clocksMillis, profiles, alerts);
        for (Group group : profiles.open()) {
            episodes.closeIfOver(profiles.get(group), Long.MAX_VALUE, profiles, alerts);
            profiles.eventDone();
        }
    }
}
