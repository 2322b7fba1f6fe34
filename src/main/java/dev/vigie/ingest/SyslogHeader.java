package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header of one syslog message: where it ends, and the time that it states.
 *
 * <p>Read are RFC 5424 (section 6: priority, version 1, time, host, application, process, message id, structured data)
 * and RFC 3164 (section 4.1: priority, time, host, tag), whose priority is optional here, since daemons leave it out
 * when they write files; and in place of RFC 3164's time an RFC 3339 one, as rsyslog's file format has it. A tag is up
 * to {@value #TAG_LENGTH_MAX} letters, digits and {@code _ . / -}, perhaps {@code [process]}, then a colon and a space
 * or the end: so neither {@code CEF:0|} nor an IPv6 address is taken for one.
 */
final class SyslogHeader {

    private static final int PRIORITY_MAX = 191;
    private static final int TAG_LENGTH_MAX = 64;
    private static final int TIME_LENGTH_MAX = 40;
    private static final int HEADER_FIELDS = 4;
    private static final String MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
    private static final int SHORT_TIME_LENGTH = "Jan 31 08:15:00".length();

    /** Where the payload starts; at the end where there is none. */
    int payload;

    /** The stated time; unknown where there is none, or one without a year or a zone. */
    long timeMillis;

    /** RFC 3164's time as it is written, which has neither year nor zone; null where there is none. */
    @Nullable
    String shortTime;

    private byte[] bytes = {};
    private int at;
    private int to;

    /** Reads the header of the message in this range; false where there is none. */
    boolean read(byte[] message, int from, int end) {
        bytes = message;
        at = from;
        to = end;
        timeMillis = AccessEvent.UNKNOWN;
        shortTime = null;
        boolean hasPriority = is('<');
        if (hasPriority && !skipPriority()) {
            return false;
        }
        boolean isNew = hasPriority && is('1') && at + 1 < to && bytes[at + 1] == ' ';
        boolean read = isNew ? readNew() : (readOld() || hasPriority);
        payload = at;
        return read;
    }

    private boolean skipPriority() {
        at++;
        int priority = 0;
        int digits = 0;
        while (digits < 3 && at < to && isDigit(bytes[at])) {
            priority = 10 * priority + bytes[at++] - '0';
            digits++;
        }
        boolean sound = digits > 0 && priority <= PRIORITY_MAX && is('>');
        at++;
        return sound;
    }

    /** RFC 5424, from the version on. */
    private boolean readNew() {
        at += 2;
        int timeFrom = at;
        if (!skipWord() || !(readTime(timeFrom, at - 1) || isNil(timeFrom))) {
            return false;
        }
        for (int i = 0; i < HEADER_FIELDS; i++) {
            if (!skipWord()) {
                return false;
            }
        }
        if (!skipStructuredData()) {
            return false;
        }
        if (at < to && bytes[at++] != ' ') {
            return false;
        }
        skipByteOrderMark();
        return true;
    }

    /** RFC 3164, from the time on; leaves the place as it was where no time follows. */
    private boolean readOld() {
        int start = at;
        if (isShortTime()) {
            at += SHORT_TIME_LENGTH;
            if (!is(' ')) {
                at = start;
                return false;
            }
            shortTime = text(start, at);
            at++;
        } else if (!skipWord() || !isLongTime(start, at - 1) || !readTime(start, at - 1)) {
            at = start;
            return false;
        }
        // Messages of the daemon's own host may lack the host's name.
        if (!skipTag()) {
            boolean hasHost = skipWord();
            if (!hasHost) {
                at = start;
                return false;
            }
            skipTag();
        }
        while (is(' ')) {
            at++;
        }
        return true;
    }

    private boolean isShortTime() {
        if (at + SHORT_TIME_LENGTH > to) {
            return false;
        }
        String time = text(at, at + SHORT_TIME_LENGTH);
        return MONTHS.indexOf(time.substring(0, 4)) % 4 == 0
                && (time.charAt(4) == ' ' || isDigit(bytes[at + 4]))
                && isDigit(bytes[at + 5])
                && time.charAt(6) == ' '
                && time.charAt(9) == ':'
                && time.charAt(12) == ':'
                && isDigit(bytes[at + 14]);
    }

    private boolean isLongTime(int from, int end) {
        return end - from > 10 && bytes[from + 4] == '-' && bytes[from + 10] == 'T';
    }

    private boolean readTime(int from, int end) {
        if (end - from > TIME_LENGTH_MAX || !isLongTime(from, end)) {
            return false;
        }
        try {
            timeMillis = Times.ofText(text(from, end), null);
            return true;
        } catch (Rejection e) {
            return false;
        }
    }

    private boolean isNil(int from) {
        return at - from == 2 && bytes[from] == '-';
    }

    /** Skips a word that is not empty, and the space behind it. */
    private boolean skipWord() {
        int from = at;
        while (at < to && bytes[at] > ' ') {
            at++;
        }
        boolean found = at > from && is(' ');
        at++;
        return found;
    }

    private boolean skipStructuredData() {
        if (is('-')) {
            at++;
            return true;
        }
        boolean found = false;
        while (is('[')) {
            found = true;
            if (!skipElement()) {
                return false;
            }
        }
        return found;
    }

    /** Within quotes a backslash escapes a quote, a bracket and itself. */
    private boolean skipElement() {
        boolean quoted = false;
        for (at++; at < to; at++) {
            byte b = bytes[at];
            if (b == '\\' && quoted) {
                at++;
            } else if (b == '"') {
                quoted = !quoted;
            } else if (b == ']' && !quoted) {
                at++;
                return true;
            }
        }
        return false;
    }

    private void skipByteOrderMark() {
        if (at + 3 <= to && bytes[at] == (byte) 0xef && bytes[at + 1] == (byte) 0xbb && bytes[at + 2] == (byte) 0xbf) {
            at += 3;
        }
    }

    private boolean skipTag() {
        int end = at;
        while (end < to && end - at < TAG_LENGTH_MAX && isTagCharacter(bytes[end])) {
            end++;
        }
        boolean named = end > at;
        if (named && end < to && bytes[end] == '[') {
            int limit = Math.min(to, end + TAG_LENGTH_MAX);
            while (end < limit && bytes[end] != ']') {
                end++;
            }
            end++;
        }
        if (!named || end >= to || bytes[end] != ':' || (end + 1 < to && bytes[end + 1] != ' ')) {
            return false;
        }
        at = end + 1;
        return true;
    }

    private static boolean isTagCharacter(byte b) {
        return isDigit(b) || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || "_./-".indexOf(b) >= 0;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private boolean is(char wanted) {
        return at < to && bytes[at] == wanted;
    }

    private String text(int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
