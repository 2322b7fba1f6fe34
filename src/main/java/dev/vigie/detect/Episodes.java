package dev.vigie.detect;

import dev.vigie.detect.GroupPlan.Exposures;
import dev.vigie.measure.Sliding;
import dev.vigie.measure.SlidingDistinct;
import dev.vigie.measure.SlidingSum;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Group;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens, feeds and closes episodes. A message leaves at the event that crosses first, when a rule joins, when the
 * episode has doubled, and at its end: an extraction of n records makes O(log n) of them.
 */
final class Episodes {

    private static final long DAY_MILLIS = 86_400_000;

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
     * Asks the grouping's rules about an event that its measures already hold.
     *
     * @param peopleBefore people in each of the grouping's exposures before the event; unused where an episode is open
     */
    void judge(
            GroupPlan groupPlan,
            Profile profile,
            Occurrence now,
            boolean[] matched,
            double[] peopleBefore,
            Profiles profiles,
            Consumer<Alert> alerts) {
        Episode before = profile.episode();
        Episode episode = before;
        boolean joined = false;
        boolean selected = false;
        for (PlannedRule rule : groupPlan.rules()) {
            if (!matched[rule.selection()]) {
                continue;
            }
            selected = true;
            boolean everyEvent = rule.measure() == PlannedRule.EVERY_EVENT;
            Sliding measure = everyEvent ? null : profile.measure(rule.measure());
            double value = everyEvent ? occurrences(episode, rule) : measure == null ? 0 : measure.value();
            double error = measure == null ? 0 : measure.relativeError();
            if (!rule.holds(value, error)) {
                continue;
            }
            if (episode == null) {
                episode = open(groupPlan, rule, profile, now, peopleBefore, profiles);
            }
            joined |= hold(groupPlan, episode, rule, value, error, profile.clockMillis());
        }
        if (episode != null && (selected || now.event().exposes())) {
            feed(episode, now, episode != before);
            profile.episodeChanged();
            message(profile.group(), episode, before == null, joined, alerts);
        }
    }

    /** How often a rule without a measure has matched in the episode, this time included. */
    private static double occurrences(@Nullable Episode episode, PlannedRule rule) {
        Crossing crossing =
                episode == null ? null : episode.crossing(rule.meta().id());
        return crossing == null ? 1 : crossing.value + 1;
    }

    /** Notes that a rule's condition holds. True if the rule is new to the episode. */
    private static boolean hold(
            GroupPlan groupPlan, Episode episode, PlannedRule rule, double value, double error, long clockMillis) {
        Crossing crossing = episode.crossing(rule.meta().id());
        boolean joins = crossing == null;
        if (crossing == null) {
            boolean everyEvent = rule.measure() == PlannedRule.EVERY_EVENT;
            crossing = Crossing.of(
                    rule,
                    everyEvent
                            ? "event"
                            : groupPlan.measures().get(rule.measure()).label());
            episode.crossings.add(crossing);
        }
        crossing.held(rule, value, error, clockMillis);
        return joins;
    }

    private void feed(Episode episode, Occurrence now, boolean opening) {
        episode.witness(now.event(), now.timeMillis(), now.origin(), hashes, subjectHash);
        if (!opening) {
            episode.expose(now.event(), hashes);
        }
    }

    private void message(Group group, Episode episode, boolean opened, boolean joined, Consumer<Alert> alerts) {
        if (opened) {
            alerts.accept(messages.next(group, episode, State.OPEN));
        } else if (joined || episode.hasDoubled()) {
            alerts.accept(messages.next(group, episode, State.UPDATE));
        }
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
        if (rule.measure() == PlannedRule.EVERY_EVENT) {
            episode = new Episode(id, clockMillis, now.origin(), new SlidingDistinct(Episode.FOREVER_MILLIS));
            episode.expose(now.event(), hashes);
        } else {
            Exposures exposures = groupPlan.exposuresOver(rule.timespanMillis());
            SlidingDistinct window = (SlidingDistinct) profile.measure(exposures.people());
            SlidingDistinct people =
                    window == null ? new SlidingDistinct(Episode.FOREVER_MILLIS) : window.over(Episode.FOREVER_MILLIS);
            episode = new Episode(id, clockMillis, now.origin(), people);
            if (window != null && !window.isEmpty()) {
                episode.firstEventAtMillis = window.firstSeenMillis();
            }
            long before = Math.round(peopleBefore[groupPlan.exposures().indexOf(exposures)]);
            episode.peopleBefore = Math.min(episode.peopleExposed(), before);
            SlidingSum unnamed = (SlidingSum) profile.measure(exposures.unnamed());
            SlidingSum uncounted = (SlidingSum) profile.measure(exposures.uncounted());
            episode.recordsUnnamed = unnamed == null ? 0 : unnamed.sum();
            episode.accessesUncounted = uncounted == null ? 0 : uncounted.sum();
        }
        profile.episode(episode);
        profiles.opened(profile.group());
        return episode;
    }
}
