package dev.vigie.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a syslog stream: a line each, or counted ({@code 47 <134>1 ...}, RFC 6587 section 3.4.1), in which
 * case a message may contain line ends.
 *
 * <p>A count is believed if what follows the message could be the next one. A wrong count must not swallow the messages
 * behind it: then only the line is given up.
 */
final class SyslogRecords extends Records {

    /** A count has at most as many digits as {@link LineParser#LINE_BYTES_MAX}. */
    private static final int COUNT_DIGITS_MAX = 7;

    private final boolean needsEnds;

    SyslogRecords(ByteWindow window) {
        this(window, false);
    }

    private SyslogRecords(ByteWindow window, boolean needsEnds) {
        super(window);
        this.needsEnds = needsEnds;
    }

    /** Messages of a file, whose last line only counts with its end: see {@link #endsWithinALine}. */
    static SyslogRecords ended(ByteWindow window) {
        return new SyslogRecords(window, true);
    }

    /**
     * What the first messages of a log contain, a line each; null where the log does not begin with a message.
     *
     * @param countMax how many messages are looked at
     */
    static byte @Nullable [] payloads(byte[] prefix, int countMax) throws IOException {
        SyslogRecords records = new SyslogRecords(new ByteWindow(prefix, 0, prefix.length));
        SyslogHeader header = new SyslogHeader();
        ByteArrayOutputStream payloads = new ByteArrayOutputStream();
        for (int i = 0; i < countMax && records.next(); i++) {
            int from = records.window.start();
            int to = from + records.length;
            if (header.read(prefix, from, to)) {
                payloads.write(prefix, header.payload, Math.max(0, to - header.payload));
                payloads.write('\n');
            } else if (i == 0) {
                return null;
            }
        }
        return payloads.toByteArray();
    }

    @Override
    boolean next() throws IOException {
        do {
            drop();
            if (!takeMessage()) {
                return false;
            }
            number++;
        } while (isBlank());
        return true;
    }

    private boolean takeMessage() throws IOException {
        int digits = countDigits();
        if (digits == 0) {
            boolean taken = takeLine(0);
            if (needsEnds && unended && problem == null) {
                problem = endsWithinALine();
            }
            return taken;
        }
        int count = count(digits);
        int end = digits + 1 + count;
        if (count <= LineParser.LINE_BYTES_MAX && couldEndAt(end)) {
            window.drop(digits + 1);
            used = count;
            length = withoutLineEnd(count);
            return true;
        }
        takeLine(0);
        if (problem == null) {
            problem = count > LineParser.LINE_BYTES_MAX
                    ? tooLong()
                    : end > window.length()
                            ? new Rejection(Reason.TRUNCATED, "the log ends within a message of " + count + " bytes")
                            : new Rejection(Reason.NOT_SYSLOG, "no message follows behind the counted bytes");
        }
        return true;
    }

    /** How many digits the count has with which the window starts; 0 where it starts with none. */
    private int countDigits() throws IOException {
        window.peek(COUNT_DIGITS_MAX + 2);
        int digits = digitsAt(0);
        return digits > 0 && byteAt(digits) == ' ' && byteAt(digits + 1) == '<' ? digits : 0;
    }

    private int count(int digits) {
        int count = 0;
        for (int i = 0; i < digits; i++) {
            count = 10 * count + byteAt(i) - '0';
        }
        return count;
    }

    private int digitsAt(int offset) {
        int digits = 0;
        while (digits < COUNT_DIGITS_MAX && byteAt(offset + digits) >= '0' && byteAt(offset + digits) <= '9') {
            digits++;
        }
        return byteAt(offset) == '0' ? 0 : digits;
    }

    /** True where the log ends here, a line does, or another count begins. */
    private boolean couldEndAt(int end) throws IOException {
        window.peek(end + COUNT_DIGITS_MAX + 2);
        if (window.length() <= end) {
            return window.length() == end;
        }
        int next = byteAt(end);
        int digits = digitsAt(end);
        return byteAt(end - 1) == '\n' || next == '\n' || next == '\r' || (digits > 0 && byteAt(end + digits) == ' ');
    }

    private int withoutLineEnd(int count) {
        int end = count;
        while (end > 0 && (byteAt(end - 1) == '\n' || byteAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /** -1 behind the window's end. */
    private int byteAt(int offset) {
        return offset < window.length() ? window.bytes()[window.start() + offset] : -1;
    }
}
