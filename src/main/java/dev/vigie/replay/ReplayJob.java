package dev.vigie.replay;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.ingest.Layout;
import dev.vigie.ingest.Mapping;
import dev.vigie.rule.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What to replay, and how.
 *
 * @param logs the log files, at least one
 * @param directory where the results go
 * @param layout the logs' format and envelope, or null to tell each log's by its content
 * @param mapping which columns or keys are which fields
 * @param operator whose logs these are, for records that do not say so themselves
 * @param rules what to look for
 * @param settings the detector's, for a clock that the replay gives
 * @param version Vigie's version
 * @param heapBytes how much of the heap events may take while they are put in order, as far as that can be estimated;
 *     what is more goes to the disk
 * @param folder what the directory is to hold, and what it says of how it came about
 */
public record ReplayJob(
        List<Path> logs,
        Path directory,
        @Nullable Layout layout,
        Mapping mapping,
        String operator,
        RuleSet rules,
        Function<LongSupplier, DetectorSettings> settings,
        String version,
        long heapBytes,
        FolderOptions folder) {

    /** Whose logs they are where nobody says. */
    public static final String OPERATOR_UNKNOWN = "unknown";

    private static final long HEAP_BYTES_MAX = 256L << 20;

    public ReplayJob {
        if (logs.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to replay");
        }
        logs = List.copyOf(logs);
    }

    /** A job whose folder says nothing of how it came about. */
    public ReplayJob(
            List<Path> logs,
            Path directory,
            @Nullable Layout layout,
            Mapping mapping,
            String operator,
            RuleSet rules,
            Function<LongSupplier, DetectorSettings> settings,
            String version,
            long heapBytes) {
        this(logs, directory, layout, mapping, operator, rules, settings, version, heapBytes, FolderOptions.PLAIN);
    }

    /** A share of the JVM's heap that leaves room for the profiles. */
    public static long heapBytesUsual() {
        return Math.min(HEAP_BYTES_MAX, Runtime.getRuntime().maxMemory() / 6);
    }
}
