package dev.vigie.detect;

import dev.vigie.measure.SequenceGaps;
import dev.vigie.measure.SequenceGaps.Missing;
import dev.vigie.measure.Silence;
import dev.vigie.measure.Sliding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an analyst would say of a log that was stopped or has holes. */
final class FeedWords {

    private static final long MINUTE_MILLIS = 60_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FeedWords() {}

    /** What the measure's figure is of, as it is now, for whoever comes to say it; null if it says nothing. */
    static @Nullable Supplier<String> of(@Nullable Sliding measure) {
        if (measure instanceof Silence silence && silence.value() > 0) {
            long sinceMillis = silence.silentSinceMillis();
            double missedMinutes = silence.value();
            return () -> silence(sinceMillis, missedMinutes);
        }
        if (measure instanceof SequenceGaps gaps && gaps.value() > 0) {
            long missing = Math.round(gaps.value());
            int gapCount = gaps.gapCount();
            Optional<Missing> widest = gaps.widest();
            return () -> gaps(missing, gapCount, widest);
        }
        return null;
    }

    /** Such as {@code nothing since 2026-01-05 12:03 UTC, 4 hours of its usual activity}. */
    static String silence(long sinceMillis, double missedMinutes) {
        String missed = Numbers.duration((long) (missedMinutes * MINUTE_MILLIS));
        return "nothing from " + time(sinceMillis) + " on, for " + missed + " in which it usually says something";
    }

    /** Such as {@code 37 numbers, from 1,041 to 1,077, sent between 2026-01-05 12:03 UTC and 2026-01-05 12:04 UTC}. */
    private static String gaps(long missing, int gapCount, Optional<Missing> most) {
        StringBuilder text = new StringBuilder(Numbers.count(missing, "number"));
        most.ifPresent(widest -> {
            if (gapCount > 1) {
                text.append(" in ").append(Numbers.count(gapCount, "gap")).append(", most of them");
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
