package dev.vigie.detect;

import dev.vigie.measure.Daily;
import dev.vigie.measure.DayReport;
import dev.vigie.measure.Drift;
import dev.vigie.measure.JointScore;
import dev.vigie.measure.PeerFigures;
import dev.vigie.measure.ShareEvidence;
import dev.vigie.measure.Sliding;
import dev.vigie.measure.UsualMaximum;
import dev.vigie.model.Group;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the page when a group's clock enters a new day, UTC: what the old one was like is learnt and told to the
 * group's peers, and what is known of these by now is what the new day is judged by. Used by one thread.
 */
final class Days {

    private static final long DAY_MILLIS = 86_400_000;

    private final StagePlan plan;
    /**
     * For each kind of group what keeps its reports apart from those of other kinds by the same measure: an operator is
     * no peer of its accounts, nor is what an account does in one register a peer of all that accounts do.
     */
    private final Map<List<String>, Long> apart = new HashMap<>();

    private @Nullable PeerBook book;
    private @Nullable PeerDays peerDays;
    /** Whose the event at hand is. */
    private String operator = "";

    private String role = "";

    Days(StagePlan plan) {
        this.plan = plan;
        for (GroupPlan each : plan.groups()) {
            boolean account = each.names().equals(Group.ACCOUNT);
            long hash = MeasureSpec.stableHash("groups by " + each.names()) & Long.MAX_VALUE;
            apart.put(each.names(), account ? 0L : hash);
        }
    }

    static long dayOf(long timeMillis) {
        return Math.floorDiv(timeMillis, DAY_MILLIS);
    }

    /** Makes {@code now} the occurrence at hand. */
    void begin(Occurrence now, Profiles profiles) {
        if (peerDays != profiles.peerDays()) {
            peerDays = profiles.peerDays();
            book = new PeerBook(peerDays);
        }
        String its = now.role();
        operator = now.operator();
        role = its == null ? "" : its;
    }

    /** Ends the profile's day if {@code timeMillis} lies in a later one. To be called before anything is added. */
    void roll(int grouping, Profile profile, long timeMillis) {
        long clockMillis = profile.clockMillis();
        if (clockMillis == Long.MIN_VALUE || timeMillis <= clockMillis || dayOf(timeMillis) == dayOf(clockMillis)) {
            return;
        }
        profile.quiet().clear();
        List<DayPlan> plans = plan.groups().get(grouping).days();
        for (int i = 0; i < plans.size(); i++) {
            DayPlan each = plans.get(i);
            if (profile.has(each.measure())) {
                end(profile.daily(each.measure()), each, profile, dayOf(timeMillis));
            }
        }
    }

    private void end(Sliding measure, DayPlan each, Profile profile, long newDay) {
        PeerKey peers = peers(profile.group(), each);
        profile.markChanged(each.measure());
        if (measure instanceof ShareEvidence shares) {
            reports().report(peers, newDay, PeerTally.of(shares.endDay()));
            shares.beginDay(newDay, pages().mix(peers, newDay));
            return;
        }
        Daily daily = (Daily) measure;
        if (daily.value() > 0 || each.idle()) {
            reports().report(peers, newDay, PeerTally.of(end(daily, profile)));
        }
        if (daily instanceof Drift drift && drift.isCalm()) {
            profile.clear(each.suspects());
        }
        begin(daily, profile.group(), each, newDay);
    }

    /** Ends a day; what a group under suspicion did does not tell how far its peers go. */
    private static DayReport end(Daily daily, Profile profile) {
        long day = dayOf(profile.clockMillis());
        boolean suspect = profile.wasSuspectOn(day);
        if (daily instanceof JointScore score && suspect) {
            return score.endSuspectDay(profile.hasOpenedOn(day));
        }
        if (daily instanceof UsualMaximum maximum && suspect) {
            return maximum.endSuspectDay();
        }
        if (daily instanceof UsualMaximum maximum && !profile.group().isWithinAccount()) {
            double residual = maximum.residual();
            return maximum.endDay().withResidual(residual);
        }
        return daily.endDay();
    }

    private void begin(Daily daily, Group group, DayPlan each, long day) {
        PeerFigures known = pages().figures(peers(group, each), day);
        if (daily instanceof UsualMaximum maximum && !group.isWithinAccount()) {
            maximum.beginDayAmongUnequals(day, known);
        } else {
            daily.beginDay(day, known);
        }
    }

    /** Begins the first day of a measure of shares. */
    void prepare(GroupPlan group, Profile profile, int measure, ShareEvidence shares) {
        if (shares.day() == Daily.NO_DAY) {
            long day = dayOf(profile.clockMillis());
            shares.beginDay(day, pages().mix(peers(profile.group(), group.dayPlan(measure)), day));
        }
    }

    /** What the group's past days say of a measure, on the day of its clock, of which {@code value} is seen. */
    Daily see(double value, GroupPlan group, Profile profile, int measure) {
        Daily daily = profile.has(measure)
                ? (Daily) profile.daily(measure)
                : begin((Daily) profile.toGrow(measure, true), group, profile, measure);
        if (daily.see(value)) {
            profile.markChanged(measure);
        }
        return daily;
    }

    private Daily begin(Daily daily, GroupPlan group, Profile profile, int measure) {
        begin(daily, profile.group(), group.dayPlan(measure), dayOf(profile.clockMillis()));
        return daily;
    }

    private PeerKey peers(Group group, DayPlan plan) {
        long partId = plan.partId() ^ apart.getOrDefault(group.names(), 0L);
        if (!group.isWithinAccount()) {
            return new PeerKey(partId, "", "");
        }
        return switch (plan.peers()) {
            case OPERATOR_AND_ROLE -> new PeerKey(partId, operator, role);
            case OPERATOR -> new PeerKey(partId, operator, "");
            case ROLE -> new PeerKey(partId, "", role);
        };
    }

    private PeerBook pages() {
        return Objects.requireNonNull(book, "an occurrence is at hand");
    }

    private PeerDays reports() {
        return Objects.requireNonNull(peerDays, "an occurrence is at hand");
    }
}
