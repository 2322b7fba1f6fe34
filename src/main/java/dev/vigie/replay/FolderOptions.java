package dev.vigie.replay;

import dev.vigie.rule.RuleFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay's folder is to hold, and what it says of how it came about.
 *
 * @param clearSubjects whether people are listed by the ids that the logs have
 * @param seal what closes the list of affected people, or null for a list that its owner can read
 * @param affected which readings that list is about
 * @param keys fingerprints of the keys, by name; never keys
 * @param ruleFiles the files that the rules came from
 * @param options how the replay was asked for
 * @param inputPaths how the logs' paths are recorded, one for each; null to record them as they are
 */
public record FolderOptions(
        boolean clearSubjects,
        @Nullable Seal seal,
        AffectedSelection affected,
        Map<String, String> keys,
        List<RuleFile> ruleFiles,
        List<RecordedOption> options,
        @Nullable List<String> inputPaths) {

    /** A folder that says nothing of how it came about. */
    public static final FolderOptions PLAIN =
            new FolderOptions(false, null, AffectedSelection.EPISODES, Map.of(), List.of(), List.of(), null);

    public FolderOptions {
        keys = new TreeMap<>(keys);
        ruleFiles = List.copyOf(ruleFiles);
        options = List.copyOf(options);
        inputPaths = inputPaths == null ? null : List.copyOf(inputPaths);
    }

    /** The same with a seal. */
    public FolderOptions withSeal(Seal other) {
        return new FolderOptions(clearSubjects, other, affected, keys, ruleFiles, options, inputPaths);
    }
}
