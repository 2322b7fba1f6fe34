package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a mapping says that a log writes its times: one or more forms, of which the first that fits a text counts. A form
 * is {@code iso}, {@code epoch-seconds} and the like, with or without a fraction, or a pattern of
 * {@link DateTimeFormatter} with English names and strict dates. Where a text says no zone the mapping's is taken, or
 * else the log's; an hour that the change from summer time repeats is the first of the two, as
 * {@link java.time.ZonedDateTime} has it.
 */
final class TimeForm {

    static final int FORMS_MAX = 8;
    static final int PATTERN_LENGTH_MAX = 128;
    static final String ISO = "iso";

    /** By which power of ten each unit becomes milliseconds. */
    static final Map<String, Integer> EPOCHS =
            Map.of("epoch-seconds", 3, "epoch-millis", 0, "epoch-micros", -3, "epoch-nanos", -6);

    private static final int TEXT_LENGTH_MAX = 128;
    private static final BigDecimal MIN = BigDecimal.valueOf(AccessEvent.TIME_MILLIS_MIN);
    private static final BigDecimal MAX = BigDecimal.valueOf(AccessEvent.TIME_MILLIS_MAX);
    private static final Instant SAMPLE = Instant.parse("2026-01-31T08:00:00Z");

    /** One way to read a text; {@link AccessEvent#UNKNOWN} where the text is not written so. */
    private interface Form {
        long millis(String text);
    }

    private final List<String> written;
    private final @Nullable ZoneId zone;
    private final List<Form> forms;
    private final boolean lacksZone;
    private final String expected;

    private TimeForm(
            List<String> written, @Nullable ZoneId zone, List<Form> forms, boolean lacksZone, String expected) {
        this.written = List.copyOf(written);
        this.zone = zone;
        this.forms = List.copyOf(forms);
        this.lacksZone = lacksZone;
        this.expected = expected;
    }

    /** @param zone of texts that do not say theirs; null where all do, or the log's is to stand in */
    static TimeForm of(List<String> written, @Nullable ZoneId zone) throws MappingFault {
        List<Form> forms = new ArrayList<>();
        boolean lacksZone = false;
        for (String form : written) {
            DateTimeFormatter pattern = EPOCHS.containsKey(form) || form.equals(ISO) ? null : formatter(form, zone);
            forms.add(pattern == null ? form(form, zone) : text -> formatted(text, pattern));
            lacksZone |= pattern != null && zone == null && !saysZone(pattern);
        }
        String offset = written.contains(ISO) && zone == null
                ? "; iso with an offset, where neither mapping nor source has a zone"
                : "";
        return new TimeForm(
                written, zone, forms, lacksZone, "time must be written as " + String.join(", or ", written) + offset);
    }

    /** Whether a form can be read in some zone only, and there is none yet. */
    boolean lacksZone() {
        return lacksZone;
    }

    /** The same forms, where they have no zone of their own in the log's. */
    TimeForm in(ZoneId logZone) {
        try {
            return zone == null ? of(written, logZone) : this;
        } catch (MappingFault e) {
            throw new IllegalStateException("read before, without a zone", e);
        }
    }

    private static Form form(String written, @Nullable ZoneId zone) {
        Integer power = EPOCHS.get(written);
        if (power != null) {
            return text -> epoch(text, power);
        }
        return text -> iso(text, zone);
    }

    private static DateTimeFormatter formatter(String pattern, @Nullable ZoneId zone) throws MappingFault {
        if (pattern.length() > PATTERN_LENGTH_MAX) {
            throw new MappingFault("a time format has at most " + PATTERN_LENGTH_MAX + " characters");
        }
        DateTimeFormatter formatter;
        try {
            formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    // Or "yyyy", a year of an era, would be no year.
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException | ClassCastException e) {
            // The latter is how the JDK refuses a padded number beside another one, such as "pyM".
            throw new MappingFault("not a time format: it is " + ISO + ", one of "
                    + String.join(", ", EPOCHS.keySet().stream().sorted().toList())
                    + ", or a pattern such as dd/MM/yyyy HH:mm:ss");
        }
        return checked(zone == null ? formatter : formatter.withZone(zone));
    }

    /** The formatter, if it reads what it writes: if not, it lacks what a point in time needs. */
    private static DateTimeFormatter checked(DateTimeFormatter formatter) throws MappingFault {
        try {
            ZoneId zone = formatter.getZone() == null ? ZoneOffset.UTC : formatter.getZone();
            String text = formatter.format(SAMPLE.atZone(zone));
            if (LocalDateTime.from(formatter.parse(text)).equals(LocalDateTime.ofInstant(SAMPLE, zone))) {
                return formatter;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new MappingFault("the format does not tell a point in time: it needs year, month, day and hour");
    }

    private static boolean saysZone(DateTimeFormatter formatter) {
        try {
            Instant.from(formatter.parse(formatter.format(SAMPLE.atZone(ZoneOffset.UTC))));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The time as epoch milliseconds; a fraction counts to the millisecond. */
    long millis(String text) throws Rejection {
        if (text.length() <= TEXT_LENGTH_MAX) {
            for (Form form : forms) {
                long millis = form.millis(text);
                if (millis != AccessEvent.UNKNOWN) {
                    return Times.ofMillis(millis);
                }
            }
        }
        throw new Rejection(Reason.BAD_TIME, expected);
    }

    private static long formatted(String text, DateTimeFormatter formatter) {
        ParsePosition position = new ParsePosition(0);
        // Does not throw, which costs more than all the rest; but does not check either what the parts come to.
        if (formatter.parseUnresolved(text, position) == null || position.getIndex() < text.length()) {
            return AccessEvent.UNKNOWN;
        }
        try {
            return Instant.from(formatter.parse(text)).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return AccessEvent.UNKNOWN;
        }
    }

    private static long epoch(String text, int power) {
        try {
            BigDecimal millis = new BigDecimal(text).scaleByPowerOfTen(power);
            return millis.compareTo(MIN) < 0 || millis.compareTo(MAX) >= 0
                    ? AccessEvent.UNKNOWN
                    : millis.setScale(0, RoundingMode.FLOOR).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return AccessEvent.UNKNOWN;
        }
    }

    /** With an offset, or without one where the mapping has a zone. */
    private static long iso(String text, @Nullable ZoneId zone) {
        if (text.length() < 5 || text.charAt(4) != '-') {
            return AccessEvent.UNKNOWN;
        }
        try {
            return Times.ofText(text, null);
        } catch (Rejection noOffset) {
            return zone == null ? AccessEvent.UNKNOWN : local(text, zone);
        }
    }

    private static long local(String text, ZoneId zone) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T').replace(',', '.'))
                    .atZone(zone)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return AccessEvent.UNKNOWN;
        }
    }
}
