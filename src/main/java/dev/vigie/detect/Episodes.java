package dev.vigie.detect;

import dev.vigie.detect.GroupPlan.Exposures;
import dev.vigie.measure.SlidingDistinct;
import dev.vigie.measure.SlidingNames;
import dev.vigie.measure.SlidingSum;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import java.util.function.Consumer;

/**
 * Opens, feeds and closes episodes. A message leaves at the event that crosses first, when a rule joins, when the
 * episode has doubled, and at its end: an extraction of n records makes O(log n) of them.
 */
final class Episodes {

    private static final long DAY_MILLIS = 86_400_000;
    /** Where nothing came from. */
    private static final Origin NOWHERE = new Origin("", 0, 0);

    private final Hashes hashes;
    private final SubjectHash subjectHash;
    private final Messages messages;

    Episodes(Hashes hashes, DetectorSettings settings, String rulesHash) {
        this.hashes = hashes;
        this.subjectHash = settings.subjectHash();
        this.messages = new Messages(settings, rulesHash);
    }

    /**
     * Closes the profile's episode if {@code clockMillis} has reached its end. The end is computed from event time,
     * never from when it was noticed.
     */
    void closeIfOver(Profile profile, long clockMillis, Profiles profiles, Consumer<Alert> alerts) {
        Episode episode = profile.episode();
        if (episode == null || clockMillis < episode.closeAtMillis()) {
            return;
        }
        alerts.accept(messages.next(profile.group(), episode, State.CLOSED));
        profile.episode(null);
        profiles.changed(profile);
        profiles.closed(profile.group());
    }

    /**
     * Takes in the rules that hold at an occurrence that the grouping's measures already hold.
     *
     * @param held in the order in which they become reasons
     * @param concerned true if the occurrence belongs to an episode that is open: it concerned an alerting rule,
     *     whether or not that holds, or it exposed somebody
     * @param peopleBefore by measure, for those of people exposed: the value before the occurrence; NaN if it adds
     *     nothing to it
     */
    void judge(
            GroupPlan groupPlan,
            Profile profile,
            Occurrence now,
            Held held,
            boolean concerned,
            double[] peopleBefore,
            Profiles profiles,
            Consumer<Alert> alerts) {
        Episode before = profile.episode();
        Episode episode = before;
        boolean joined = false;
        boolean isReason = false;
        for (int i = 0; i < held.size(); i++) {
            PlannedRule rule = groupPlan.rules().get(held.rule(i));
            if (episode == null) {
                episode = open(groupPlan, rule, profile, now, peopleBefore, profiles);
            }
            long heldAtMillis = heldAtMillis(groupPlan, rule, profile, now);
            joined |= hold(groupPlan, episode, rule, profile, heldAtMillis, held.value(i), held.error(i));
            isReason |= rule.isOfEvent() || groupPlan.countsLate(rule);
            if (rule.isOfEvent()) {
                episode.beforeMillis = Math.min(episode.beforeMillis, now.timeMillis() - 1);
            }
        }
        if (episode != null && concerned) {
            if (now.timeMillis() > episode.beforeMillis || isReason) {
                feed(episode, now, episode != before, groupPlan.accounts() >= 0);
                Habits habits = groupPlan.habits();
                if (habits != null) {
                    habits.signs(profile, now, episode.signs);
                }
            }
            profile.episodeChanged(now.exposure() == Exposure.PEOPLE);
            message(profile.group(), episode, before == null, joined, alerts);
        }
    }

    /**
     * By the group's clock; but what is counted because it came too late holds when it came, or a silent account's
     * episode would be over as soon as it has opened.
     */
    private static long heldAtMillis(GroupPlan groupPlan, PlannedRule rule, Profile profile, Occurrence now) {
        long clockMillis = profile.clockMillis();
        boolean late = groupPlan.countsLate(rule) && now.timeMillis() <= clockMillis - rule.timespanMillis();
        return late ? Math.max(clockMillis, now.ingestedAtMillis()) : clockMillis;
    }

    /** Notes that a rule's condition holds. True if the rule is new to the episode. */
    private static boolean hold(
            GroupPlan groupPlan,
            Episode episode,
            PlannedRule rule,
            Profile profile,
            long atMillis,
            double value,
            double error) {
        Crossing crossing = episode.crossing(rule.meta().id());
        boolean joins = crossing == null;
        if (crossing == null) {
            crossing = Crossing.of(groupPlan, rule, profile, value);
            episode.crossings.add(crossing);
        }
        // A rule without a measure counts how often it has matched in the episode.
        crossing.held(rule, profile, atMillis, rule.isOfEvent() ? crossing.value + 1 : value, error);
        return joins;
    }

    private void feed(Episode episode, Occurrence now, boolean opening, boolean isAbove) {
        episode.witness(now, hashes, subjectHash);
        if (!opening) {
            episode.expose(now);
            if (isAbove) {
                episode.accounts.add(episode.openedAtMillis, now.accountName(), Episode.weightOf(now));
            }
        }
    }

    private void message(Group group, Episode episode, boolean opened, boolean joined, Consumer<Alert> alerts) {
        if (opened) {
            alerts.accept(messages.next(group, episode, State.OPEN));
        } else if (joined || episode.hasDoubled()) {
            alerts.accept(messages.next(group, episode, State.UPDATE));
        }
    }

    /**
     * A silence that is too long.
     *
     * @param lastSeenMillis the last event before it
     * @param sinceMillis from when on it was too long
     * @param untilMillis until when it is known to have gone on
     * @param missed the measure's figure
     */
    record Quiet(long lastSeenMillis, long sinceMillis, long untilMillis, double missed) {}

    /** Takes in a silence: it opens an episode at the time from when on it was too long. */
    void silent(
            GroupPlan groupPlan,
            PlannedRule rule,
            Profile profile,
            Quiet quiet,
            Profiles profiles,
            Consumer<Alert> alerts) {
        closeIfOver(profile, quiet.sinceMillis(), profiles, alerts);
        Episode before = profile.episode();
        Episode episode = before;
        if (episode == null) {
            long day = Math.floorDiv(quiet.sinceMillis(), DAY_MILLIS);
            String id = Messages.id(profile.group(), day, profile.nextOrdinal(day));
            SlidingDistinct nobody = new SlidingDistinct(Episode.FOREVER_MILLIS);
            episode = new Episode(id, quiet.sinceMillis(), NOWHERE, nobody);
            episode.firstEventAtMillis = quiet.lastSeenMillis();
            episode.lastEventAtMillis = quiet.lastSeenMillis();
            profile.episode(episode);
            profiles.opened(profile.group());
        }
        boolean joined = hold(groupPlan, episode, rule, profile, quiet.untilMillis(), quiet.missed(), 0);
        Crossing crossing = episode.crossing(rule.meta().id());
        if (crossing != null) {
            crossing.detail(() -> FeedWords.silence(quiet.lastSeenMillis(), quiet.missed()));
        }
        profile.episodeChanged(before == null);
        profiles.changed(profile);
        message(profile.group(), episode, before == null, joined, alerts);
    }

    /** Opens an episode whose figures begin with the window of the rule that crossed. */
    private Episode open(
            GroupPlan groupPlan,
            PlannedRule rule,
            Profile profile,
            Occurrence now,
            double[] peopleBefore,
            Profiles profiles) {
        long clockMillis = profile.clockMillis();
        long day = Math.floorDiv(clockMillis, DAY_MILLIS);
        String id = Messages.id(profile.group(), day, profile.nextOrdinal(day));
        Episode episode;
        if (rule.isOfEvent()) {
            episode = new Episode(id, clockMillis, now.origin(), new SlidingDistinct(Episode.FOREVER_MILLIS));
            episode.beforeMillis = Math.min(clockMillis, now.timeMillis()) - 1;
            episode.expose(now);
        } else {
            Exposures exposures = groupPlan.exposuresOf(rule);
            SlidingDistinct window = (SlidingDistinct) profile.measure(exposures.people());
            SlidingDistinct people =
                    window == null ? new SlidingDistinct(Episode.FOREVER_MILLIS) : window.over(Episode.FOREVER_MILLIS);
            episode = new Episode(id, clockMillis, now.origin(), people);
            if (window != null && !window.isEmpty()) {
                episode.firstEventAtMillis = window.firstSeenMillis();
            }
            episode.beforeMillis = Math.min(clockMillis - exposures.timespanMillis(), episode.firstEventAtMillis - 1);
            episode.beforeMillis = Math.min(episode.beforeMillis, now.timeMillis() - 1);
            double before = peopleBefore[exposures.people()];
            episode.peopleBefore = Double.isNaN(before)
                    ? episode.peopleExposed()
                    : Math.min(episode.peopleExposed(), Math.round(before));
            SlidingSum unnamed = (SlidingSum) profile.measure(exposures.unnamed());
            SlidingSum uncounted = (SlidingSum) profile.measure(exposures.uncounted());
            episode.recordsUnnamed = unnamed == null ? 0 : unnamed.sum();
            episode.accessesUncounted = uncounted == null ? 0 : uncounted.sum();
        }
        if (groupPlan.accounts() >= 0 && profile.measure(groupPlan.accounts()) instanceof SlidingNames window) {
            episode.accounts = window.over(Episode.FOREVER_MILLIS);
        }
        profile.episode(episode);
        profiles.opened(profile.group());
        return episode;
    }
}
