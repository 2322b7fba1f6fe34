package dev.vigie.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay read, by which rules and settings, and what it wrote, each with size and hash: {@code manifest.json},
 * enough to repeat the replay and to notice any change since. A function of the replay; it holds no key, no time of its
 * own making and, but for a seal's ciphertext, nothing of chance.
 *
 * @param version Vigie's
 * @param timeZone which days and hours are meant
 * @param rulesHash over all rules
 * @param rules files that the rules came from
 * @param keys fingerprints by name
 * @param subjects how the list of affected people names them
 * @param sealedTo fingerprint of the key that can open that list, or null for a clear list
 * @param options how the replay was asked for
 * @param inputs in the order in which they were read
 * @param outputs in the order of their names, without the manifest
 */
public record Manifest(
        String version,
        String timeZone,
        String rulesHash,
        List<Rules> rules,
        Map<String, String> keys,
        String subjects,
        @Nullable String sealedTo,
        List<RecordedOption> options,
        List<Input> inputs,
        List<Output> outputs) {

    /** Its name in the directory. */
    public static final String NAME = OutputDirectory.MANIFEST;

    private static final String UTC = "UTC";

    public Manifest {
        rules = List.copyOf(rules);
        keys = new TreeMap<>(keys);
        options = List.copyOf(options);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A file of rules. */
    public record Rules(String name, String sha256) {}

    /**
     * A log.
     *
     * @param name as alerts call it
     * @param path as {@link RecordedPaths} has it
     */
    public record Input(String name, String path, long bytes, String sha256) {}

    /**
     * A file of the directory.
     *
     * @param plain the clear text of a sealed file, or null where it is not sealed
     */
    public record Output(
            String name,
            long bytes,
            String sha256,
            @Nullable Plain plain) {}

    /** A sealed file's clear text. */
    public record Plain(long bytes, String sha256) {}

    static Manifest of(ReplayJob job, ReplaySummary summary, List<Output> outputs) {
        FolderOptions folder = job.folder();
        boolean keyed = job.settings().apply(() -> 0).subjectHasher() != null;
        SubjectNaming naming = folder.clearSubjects() ? SubjectNaming.CLEAR : SubjectNaming.pseudonymous(keyed);
        return new Manifest(
                job.version(),
                UTC,
                summary.rulesHash(),
                folder.ruleFiles().stream()
                        .map(file -> new Rules(file.name(), Sha256.of(file.text())))
                        .toList(),
                folder.keys(),
                naming.manifestName(),
                folder.seal() == null ? null : folder.seal().fingerprint(),
                folder.options(),
                inputs(job, summary.logs()),
                outputs);
    }

    private static List<Input> inputs(ReplayJob job, List<LogSummary> logs) {
        List<String> recorded = job.folder().inputPaths();
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < logs.size(); i++) {
            LogSummary log = logs.get(i);
            String path = recorded == null
                    ? RecordedPaths.of(job.directory(), job.logs().get(i))
                    : recorded.get(i);
            inputs.add(new Input(log.name(), path, log.bytes(), log.sha256()));
        }
        return inputs;
    }

    /** The text of {@code manifest.json}. */
    public String json() {
        return ManifestJson.text(this);
    }

    /**
     * Reads a directory's manifest.
     *
     * @throws ReplayException if there is none, or it is none of Vigie's
     */
    public static Manifest read(Path directory) throws ReplayException, IOException {
        return ManifestJson.read(directory.resolve(NAME));
    }

    /** The same, but that sealed files are those of another manifest: each sealing of the same text has other bytes. */
    Manifest withSealed(Manifest other) {
        List<Output> replaced = new ArrayList<>();
        for (Output output : outputs) {
            Output theirs = output.plain() == null ? null : other.output(output.name());
            replaced.add(
                    theirs == null
                            ? output
                            : new Output(output.name(), theirs.bytes(), theirs.sha256(), output.plain()));
        }
        return new Manifest(version, timeZone, rulesHash, rules, keys, subjects, sealedTo, options, inputs, replaced);
    }

    /** The file of this name, or null. */
    @Nullable
    Output output(String name) {
        return outputs.stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
