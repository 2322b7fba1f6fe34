package dev.vigie.replay;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.ingest.Layout;
import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.rule.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What to replay, and how.
 *
 * @param logs the log files and archives of some
 * @param others logs that lie elsewhere; there is at least one log of either kind
 * @param directory where the results go
 * @param layout the logs' format and envelope, or null to tell each log's by its content
 * @param mapping which columns or keys are which fields
 * @param operator whose logs these are, for records that do not say so themselves
 * @param rules what to look for
 * @param settings the detector's, for a clock that the replay gives
 * @param version Vigie's version
 * @param scope what of it somebody asks about
 * @param effort what it may take of the machine
 * @param folder what the directory is to hold, and what it says of how it came about
 */
public record ReplayJob(
        List<Path> logs,
        List<OtherLog> others,
        Path directory,
        @Nullable Layout layout,
        Mapping mapping,
        String operator,
        RuleSet rules,
        Function<LongSupplier, DetectorSettings> settings,
        String version,
        Scope scope,
        Effort effort,
        FolderOptions folder) {

    /** Whose logs they are where nobody says. */
    public static final String OPERATOR_UNKNOWN = "unknown";

    public ReplayJob {
        if (logs.isEmpty() && others.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to replay");
        }
        logs = List.copyOf(logs);
        others = List.copyOf(others);
    }

    /** A replay of all that is in files, with the usual effort, whose folder says nothing of how it came about. */
    public ReplayJob(
            List<Path> logs,
            Path directory,
            @Nullable Layout layout,
            Mapping mapping,
            String operator,
            RuleSet rules,
            Function<LongSupplier, DetectorSettings> settings,
            String version) {
        this(
                logs,
                List.of(),
                directory,
                layout,
                mapping,
                operator,
                rules,
                settings,
                version,
                Scope.ALL,
                Effort.usual(),
                FolderOptions.PLAIN);
    }

    /** The same with other rules. */
    ReplayJob with(RuleSet others) {
        return new ReplayJob(
                logs,
                this.others,
                directory,
                layout,
                mapping,
                operator,
                others,
                settings,
                version,
                scope,
                effort,
                folder);
    }

    LogFile open(Path log) throws UnreadableLogException {
        return LogFile.open(log, layout, mapping, operator);
    }

    LogFile open(Path archive, String member, InputStream in) throws UnreadableLogException, IOException {
        return LogFile.open(archive, member, in, layout, mapping, operator);
    }
}
