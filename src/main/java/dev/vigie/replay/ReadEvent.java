package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was read.
 *
 * @param ordinal which of all events it was, from 0
 * @param log which of the logs it came from
 * @param line its line there, from 1
 */
record ReadEvent(AccessEvent event, long ordinal, int log, long line) {

    /**
     * The order of a replay: by time, then by id, so that it does not depend on how a log was cut into files; two with
     * the same id in the order in which they were read.
     */
    static final Comparator<ReadEvent> ORDER = Comparator.<ReadEvent>comparingLong(
                    read -> read.event().timeMillis())
            .thenComparing(read -> read.event().id())
            .thenComparingLong(ReadEvent::ordinal);

    private static final long BYTES = 320;
    private static final long TEXT_BYTES = 56;
    private static final long SUBJECT_BYTES = TEXT_BYTES + 40;
    private static final long ATTRIBUTE_BYTES = 2 * TEXT_BYTES + 40;

    /** An estimate of what this holds on the heap. */
    long heapBytes() {
        long bytes = BYTES
                + text(event.id())
                + text(event.operator())
                + text(event.account())
                + text(event.role())
                + text(event.session())
                + text(event.resource())
                + text(event.sourceIp())
                + text(event.userAgent())
                + text(event.country())
                + text(event.purpose());
        for (Subject subject : event.subjects()) {
            bytes +=
                    SUBJECT_BYTES + subject.id().length() + subject.attributes().size() * ATTRIBUTE_BYTES;
        }
        for (String field : event.fields()) {
            bytes += text(field);
        }
        return bytes;
    }

    private static long text(@Nullable String text) {
        return text == null ? 0 : TEXT_BYTES + text.length();
    }
}
