package dev.vigie.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A moment on a command line, in ISO 8601: a time with its zone, {@code 2025-12-15T08:30:00Z} or with an offset such as
 * {@code +01:00}, or a date, which stands for its beginning, {@code 2025-12-15} in UTC or {@code 2025-12-15+01:00}
 * elsewhere. A time without a zone is nobody's time and refused.
 */
final class Moment implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        try {
            return text.indexOf('T') >= 0
                    ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
                    : beginning(text).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no moment; right are 2025-12-15 (its beginning, UTC),"
                    + " 2025-12-15+01:00, 2025-12-15T08:30:00Z and 2025-12-15T08:30:00+01:00");
        }
    }

    private static Instant beginning(String text) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE.parse(text);
        boolean hasOffset = parsed.isSupported(ChronoField.OFFSET_SECONDS);
        ZoneOffset zone = hasOffset ? ZoneOffset.from(parsed) : ZoneOffset.UTC;
        return LocalDate.from(parsed).atStartOfDay(zone).toInstant();
    }
}
