package dev.vigie.cli;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.ingest.Mapping;
import dev.vigie.model.Alert;
import dev.vigie.model.Field;
import dev.vigie.replay.Effort;
import dev.vigie.replay.EvidenceRequest;
import dev.vigie.replay.FolderOptions;
import dev.vigie.replay.OtherLog;
import dev.vigie.replay.ReplayJob;
import dev.vigie.replay.Scope;
import dev.vigie.rule.RuleException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where the raw records behind a detector's alert lie. A record arrives after what it tells of, but for the tolerance
 * for clocks that are ahead, and before the message that it was part of: so it lies between these two times in one of
 * the topics that its operator may write to, as long as retention has not taken it.
 */
final class EvidenceTopics {

    private EvidenceTopics() {}

    /** A reading of what arrived between these times. */
    static ReplayJob job(Config config, EvidenceRequest request, Set<String> topics, Path directory)
            throws ConfigException, RuleException {
        Alert last = request.last();
        long tolerance = DetectorSettings.SKEW_TOLERANCE_MILLIS;
        long from = last.provenance().historic() ? 0 : request.fromMillis() - tolerance;
        long to = last.provenance().detectedAtMillis() + tolerance;
        List<OtherLog> logs = TopicLogs.arrived(config, topics, last.group().get(Field.OPERATOR.fieldName()), from, to);
        if (logs.isEmpty()) {
            throw new ConfigException("no topic holds raw logs of the alert's operator; --topic names one");
        }
        return new ReplayJob(
                List.of(),
                logs,
                directory,
                null,
                Mapping.NONE,
                ReplayJob.OPERATOR_UNKNOWN,
                config.loadRules(),
                config.keys()::detectorSettings,
                Version.number(),
                Scope.ALL,
                Effort.usual(),
                FolderOptions.PLAIN);
    }
}
