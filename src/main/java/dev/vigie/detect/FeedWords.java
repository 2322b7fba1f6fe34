package dev.vigie.detect;

import dev.vigie.measure.SequenceGaps;
import dev.vigie.measure.Silence;
import dev.vigie.measure.Sliding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an analyst would say of a log that was stopped or has holes. */
final class FeedWords {

    private static final long MINUTE_MILLIS = 60_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FeedWords() {}

    /**
     * What the measure's figure is of.
     *
     * @param before what was said before: it stands where the measure says nothing now
     */
    static @Nullable String of(@Nullable Sliding measure, @Nullable String before) {
        if (measure instanceof Silence silence && silence.value() > 0) {
            return silence(silence.silentSinceMillis(), silence.value());
        }
        return measure instanceof SequenceGaps gaps && gaps.value() > 0 ? gaps(gaps) : before;
    }

    /** Such as {@code nothing since 2026-01-05 12:03 UTC, 4 hours of its usual activity}. */
    static String silence(long sinceMillis, double missedMinutes) {
        String missed = Numbers.duration((long) (missedMinutes * MINUTE_MILLIS));
        return "nothing from " + time(sinceMillis) + " on, for " + missed + " in which it usually says something";
    }

    /** Such as {@code 37 numbers, from 1,041 to 1,077, sent between 2026-01-05 12:03 UTC and 2026-01-05 12:04 UTC}. */
    private static String gaps(SequenceGaps gaps) {
        StringBuilder text = new StringBuilder(Numbers.count(Math.round(gaps.value()), "number"));
        gaps.widest().ifPresent(widest -> {
            if (gaps.gapCount() > 1) {
                text.append(" in ")
                        .append(Numbers.count(gaps.gapCount(), "gap"))
                        .append(", most of them");
            } else {
                text.append(',');
            }
            text.append(" from ").append(Numbers.whole(widest.from()));
            text.append(" to ").append(Numbers.whole(widest.to()));
            text.append(", sent between ").append(time(widest.afterMillis()));
            text.append(" and ").append(time(widest.beforeMillis()));
        });
        return text.toString();
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }
}
