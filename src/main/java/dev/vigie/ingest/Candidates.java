package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns the records of one log into what becomes of them. */
final class Candidates {

    private static final int DECODED_CHARS = 4_096;

    private final RecordParser parser;
    private final @Nullable String fallbackOperator;
    private final long latestMillis;
    private final Draft draft;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(DECODED_CHARS);

    /** @param mapping has the zone of times that state none, and the last day of a log whose times state no year */
    Candidates(RecordParser parser, @Nullable String fallbackOperator, Mapping mapping) {
        this.parser = parser;
        this.fallbackOperator = fallbackOperator;
        this.latestMillis = Times.latestMillis(mapping.lastDay(), mapping.zone());
        this.draft = new Draft(mapping.zone());
    }

    /** Another log begins. */
    void begin() {
        parser.begin();
    }

    /**
     * What becomes of the record that {@code records} stands at, or null where it is no candidate; see
     * {@link Draft#event} for the rest.
     */
    @Nullable
    Parsed parse(Records records, @Nullable String topicOperator, String idPrefix, long number, long ingestedAtMillis) {
        byte[] bytes = records.window.bytes();
        int from = records.window.start();
        int to = from + records.length;
        try {
            if (records.problem != null) {
                throw records.problem;
            }
            if (!isUtf8(bytes, from, to)) {
                throw new Rejection(Reason.NOT_UTF8, "not valid UTF-8");
            }
            draft.clear();
            draft.latestMillis =
                    ingestedAtMillis == AccessEvent.UNKNOWN ? latestMillis : Times.latestMillis(ingestedAtMillis);
            parser.parse(bytes, from, to, draft);
            if (draft.nothing) {
                return null;
            }
            return new Parsed.Event(draft.event(topicOperator, fallbackOperator, idPrefix, number, ingestedAtMillis));
        } catch (Rejection rejection) {
            return Parsed.Rejected.of(rejection, bytes, from, to);
        } catch (RuntimeException fault) {
            return Parsed.Rejected.of(stumbled(fault), bytes, from, to);
        }
    }

    /**
     * Why what a parser stumbles over is rejected: whoever finds such a thing must not stop the feed with it. Says what
     * a report of the fault needs, without its message, which may repeat what the log says.
     */
    static Rejection stumbled(RuntimeException fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return new Rejection(
                Reason.PARSER_FAULT,
                "a fault of Vigie's, please report it: " + fault.getClass().getName() + place);
    }

    /** Most logs are ASCII, which the first loop settles. */
    private boolean isUtf8(byte[] bytes, int from, int to) {
        int or = 0;
        for (int i = from; i < to; i++) {
            or |= bytes[i];
        }
        if (or >= 0) {
            return true;
        }
        ByteBuffer input = ByteBuffer.wrap(bytes, from, to - from);
        decoder.reset();
        while (true) {
            decoded.clear();
            var result = decoder.decode(input, decoded, true);
            if (!result.isOverflow()) {
                return result.isUnderflow();
            }
        }
    }
}
