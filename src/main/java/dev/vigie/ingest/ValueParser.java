package dev.vigie.ingest;

import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parses the values of Kafka records, each as if it were a small log of its own, of at most {@value #RECORDS_MAX}
 * records: all of them travel in one transaction, and a small compressed value may hold millions of {@code {}}, for
 * which the broker's patience would end, and begin anew, for ever.
 */
final class ValueParser implements LineParser {

    static final int RECORDS_MAX = 100_000;

    private final Candidates candidates;
    private final Function<ByteWindow, Records> cut;

    /**
     * A parser that cuts each value by {@code cut}, and parses what comes out.
     *
     * @param mapping has the zone of times that state none
     */
    ValueParser(RecordParser parser, Function<ByteWindow, Records> cut, Mapping mapping) {
        this.candidates = new Candidates(parser, null, mapping);
        this.cut = cut;
    }

    @Override
    public void parse(
            byte[] bytes,
            int from,
            int to,
            @Nullable String operator,
            String idPrefix,
            long ingestedAtMillis,
            LogFile.Sink out) {
        try (PackedValue packed = PackedValue.of(bytes, from, to)) {
            parse(packed, bytes, from, to, operator, idPrefix, ingestedAtMillis, out);
        }
    }

    private void parse(
            @Nullable PackedValue packed,
            byte[] bytes,
            int from,
            int to,
            @Nullable String operator,
            String idPrefix,
            long ingestedAtMillis,
            LogFile.Sink out) {
        ByteWindow window = packed == null ? new ByteWindow(bytes, from, to) : new ByteWindow(packed);
        window.peek(Recognition.PREFIX_BYTES);
        if (isBlank(window) && (packed == null || packed.isRead())) {
            Rejection empty = new Rejection(Reason.EMPTY, "a record without content");
            out.accept(Parsed.Rejected.of(empty, bytes, from, to), 0);
            return;
        }
        window.dropByteOrderMark();
        Records records;
        try {
            records = cut.apply(window);
        } catch (RuntimeException fault) {
            out.accept(Parsed.Rejected.of(Candidates.stumbled(fault), bytes, from, to), 0);
            return;
        }
        candidates.begin();
        int count = 0;
        while (hasNext(records, packed, bytes, from, to, out)) {
            if (++count > RECORDS_MAX) {
                Rejection tooMany = new Rejection(
                        Reason.TOO_LARGE,
                        "more than " + RECORDS_MAX + " records in one value; from here on they are not read");
                out.accept(Parsed.Rejected.of(tooMany, bytes, from, to), records.number);
                return;
            }
            Parsed parsed = candidates.parse(records, operator, idPrefix, records.number, ingestedAtMillis);
            if (parsed != null) {
                out.accept(parsed, records.number);
            }
        }
    }

    /** Of a value that cannot be cut further, what came before counts, and the value as it came is rejected. */
    private static boolean hasNext(
            Records records, @Nullable PackedValue packed, byte[] bytes, int from, int to, LogFile.Sink out) {
        try {
            return records.next();
        } catch (IOException e) {
            if (packed == null) {
                throw new IllegalStateException("reading from memory does not fail", e);
            }
            out.accept(Parsed.Rejected.of(packed.problem(), bytes, from, to), records.number + 1);
            return false;
        } catch (RuntimeException fault) {
            out.accept(Parsed.Rejected.of(Candidates.stumbled(fault), bytes, from, to), records.number + 1);
            return false;
        }
    }

    private static boolean isBlank(ByteWindow window) {
        byte[] bytes = window.bytes();
        for (int i = window.start(), end = i + window.length(); i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
                return false;
            }
        }
        return true;
    }
}
