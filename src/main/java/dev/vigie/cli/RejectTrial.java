package dev.vigie.cli;

import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.Parsed;
import dev.vigie.stream.LogSource;
import dev.vigie.stream.RejectedRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What today's sources and mappings would make of rejected records. */
final class RejectTrial {

    /** What would become of one. */
    enum Outcome {
        /** An event, or several. */
        EVENT,
        /** Rejected once more, in whole or in part. */
        REJECTED,
        /** No access at all, such as another message of the same server. */
        PASSED_OVER,
        /** It is kept in part only. */
        CUT,
        /** It did not come by a log's topic, or nobody knows whose log it is. */
        NOT_OF_A_LOG,
        /** It was fed again before. */
        FED_BEFORE
    }

    private final ConfiguredSources sources;
    private final LongSupplier clock;
    /** As many as there are log topics. */
    private final Map<String, LineParser> parserByTopic = new HashMap<>();

    /** @param clock wall-clock time in epoch milliseconds: when they would arrive */
    RejectTrial(ConfiguredSources sources, LongSupplier clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** How the record's topic is read today. */
    LogSource source(RejectedRecord rejected) {
        return sources.of(rejected.topic());
    }

    Outcome judge(RejectedRecord rejected) {
        byte[] raw = rejected.raw();
        if (rejected.operator().isEmpty()
                || rejected.partition() < 0
                || !sources.pattern().matcher(rejected.topic()).matches()) {
            return Outcome.NOT_OF_A_LOG;
        }
        if (raw == null) {
            return Outcome.REJECTED;
        }
        if (rejected.truncated()) {
            return Outcome.CUT;
        }
        int[] events = new int[1];
        int[] bad = new int[1];
        parserByTopic
                .computeIfAbsent(
                        rejected.topic(), topic -> sources.of(topic).parsers().get())
                .parse(
                        raw,
                        0,
                        raw.length,
                        rejected.operator(),
                        rejected.place(),
                        clock.getAsLong(),
                        (parsed, member) -> (parsed instanceof Parsed.Event ? events : bad)[0]++);
        if (bad[0] > 0) {
            return Outcome.REJECTED;
        }
        return events[0] > 0 ? Outcome.EVENT : Outcome.PASSED_OVER;
    }
}
