package dev.vigie.stream;

import dev.vigie.detect.Detector;
import dev.vigie.detect.Profiles;
import dev.vigie.model.Group;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjLongConsumer;

/**
 * What time it is in the operators' logs while nothing comes from them: since the last event, or the last time that was
 * waited for, as much has gone by in a log as by the wall clock. So a log's own clock may be wrong, its lines may be of
 * last year, and a start after a week of standstill is not a week of silence. Used by one thread.
 */
final class FeedClocks {

    /** How long nothing has to come before it is noted; a silence is known so much later. */
    static final long STEP_MILLIS = 60_000;

    private final Map<Group, Heard> heard = new HashMap<>();
    private long lookedMillis = Long.MIN_VALUE;

    /**
     * @param feedMillis until when, in its own time, the log was heard or waited for, since {@code wallMillis} at least
     */
    private record Heard(long feedMillis, long wallMillis) {}

    /**
     * Hands over the operators from whom nothing has come for a minute or more, and what time it is in their logs.
     *
     * @param wallMillis now
     */
    void await(long wallMillis, Detector detector, Profiles profiles, ObjLongConsumer<String> silent) {
        if (lookedMillis != Long.MIN_VALUE && wallMillis - lookedMillis < STEP_MILLIS) {
            return;
        }
        lookedMillis = wallMillis;
        for (Group feed : profiles.watched()) {
            long feedMillis = detector.heardMillis(feed, profiles);
            Heard before = heard.get(feed);
            if (before == null || before.feedMillis() != feedMillis) {
                heard.put(feed, new Heard(feedMillis, wallMillis));
            } else if (feedMillis != Long.MIN_VALUE && wallMillis > before.wallMillis()) {
                long nowMillis = feedMillis + wallMillis - before.wallMillis();
                silent.accept(Objects.requireNonNull(feed.operator(), "a feed is an operator's"), nowMillis);
                heard.put(feed, new Heard(nowMillis, wallMillis));
            }
            profiles.eventDone();
        }
    }
}
