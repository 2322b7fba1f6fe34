package dev.vigie.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A setting's text and the place that set it.
 *
 * @param name such as {@code topics.prefix}
 * @param where {@code vigie.yaml:12}, {@code VIGIE_THREADS} or {@code --threads}
 * @param base the directory that a relative path starts from
 */
record Setting(String name, String text, String where, Path base) {

    int number(int min, int max) throws ConfigException {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw wrong("a whole number from " + min + " to " + max + ", not '" + text + "'");
    }

    boolean truth() throws ConfigException {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw wrong("true or false");
    }

    /** A stretch of minutes, hours or days, such as {@code 7d}. */
    Duration duration(Duration max) throws ConfigException {
        if (text.matches("[0-9]{1,6}[mhd]")) {
            long count = Long.parseLong(text.substring(0, text.length() - 1));
            Duration duration = switch (text.charAt(text.length() - 1)) {
                case 'm' -> Duration.ofMinutes(count);
                case 'h' -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
            if (count > 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
        }
        throw wrong(
                "minutes, hours or days, such as 90m, 12h or 7d, of at most " + max.toDays() + "d; not '" + text + "'");
    }

    Path path() throws ConfigException {
        try {
            return base.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw wrong("a path");
        }
    }

    /** Where an error would point. Never shows the text, which may be secret. */
    ConfigException wrong(String right) {
        return new ConfigException(where + ": " + name + " must be " + right);
    }

    @Override
    public String toString() {
        return name + " from " + where;
    }
}
