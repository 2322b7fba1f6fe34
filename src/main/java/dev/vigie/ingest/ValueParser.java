package dev.vigie.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses the values of Kafka records, each as if it were a small log of its own. */
final class ValueParser implements LineParser {

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
            Consumer<Parsed> out) {
        if (isBlank(bytes, from, to)) {
            Rejection empty = new Rejection(Reason.EMPTY, "a record without content");
            out.accept(Parsed.Rejected.of(empty, bytes, from, to));
            return;
        }
        ByteWindow window = new ByteWindow(bytes, from, to);
        window.dropByteOrderMark();
        Records records = cut.apply(window);
        try {
            candidates.begin();
            while (records.next()) {
                Parsed parsed = candidates.parse(records, operator, idPrefix, records.number, ingestedAtMillis);
                if (parsed != null) {
                    out.accept(parsed);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
                return false;
            }
        }
        return true;
    }
}
