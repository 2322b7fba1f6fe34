package dev.vigie.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
 * @param inputs files by name, then what lies elsewhere
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
        outputs = outputs.stream().sorted(Comparator.comparing(Output::name)).toList();
    }

    /** The same with these outputs. */
    Manifest with(List<Output> others) {
        return new Manifest(version, timeZone, rulesHash, rules, keys, subjects, sealedTo, options, inputs, others);
    }

    /** A file of rules. */
    public record Rules(String name, String sha256) {}

    /**
     * A file of logs, or an archive of some, or one partition of a topic.
     *
     * @param name as alerts call it, which add an archive's member
     * @param path as {@link RecordedPaths} has it; null for what is no file: what it holds passes, so that a replay of
     *     it cannot be repeated
     */
    public record Input(String name, @Nullable String path, long bytes, String sha256) {

        boolean isFile() {
            return path != null;
        }
    }

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

    static Manifest of(ReplayJob job, InputLogs logs, ReplaySummary summary, List<Output> outputs) throws IOException {
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
                inputs(job, logs, summary.logs()),
                outputs);
    }

    private static List<Input> inputs(ReplayJob job, InputLogs logs, List<LogSummary> read) throws IOException {
        Map<Path, String> sha256ByPath = new HashMap<>();
        List<Input> elsewhere = new ArrayList<>();
        for (LogSummary log : read) {
            if (log.path() == null) {
                elsewhere.add(new Input(log.name(), null, log.bytes(), log.sha256()));
            } else {
                sha256ByPath.put(log.path(), log.sha256());
            }
        }
        Map<Path, String> recorded = recordedPaths(job);
        List<Input> inputs = new ArrayList<>();
        for (LogInput file : logs.files()) {
            Path path = file.path();
            String sha256 = sha256ByPath.get(path);
            inputs.add(new Input(
                    file.name(),
                    recorded.getOrDefault(path, RecordedPaths.of(job.directory(), path)),
                    file.bytes(),
                    // An archive without a log in it has been hashed by nobody.
                    sha256 == null ? Sha256.of(path) : sha256));
        }
        inputs.addAll(elsewhere);
        return inputs;
    }

    private static Map<Path, String> recordedPaths(ReplayJob job) {
        List<String> recorded = job.folder().inputPaths();
        Map<Path, String> byPath = new HashMap<>();
        for (int i = 0; recorded != null && i < recorded.size(); i++) {
            byPath.putIfAbsent(job.logs().get(i), recorded.get(i));
        }
        return byPath;
    }

    /** The inputs that can be read again. */
    public List<Input> files() {
        return inputs.stream().filter(Input::isFile).toList();
    }

    /** The names of the inputs that cannot. */
    public List<String> passing() {
        return inputs.stream().filter(input -> !input.isFile()).map(Input::name).toList();
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
        return with(replaced);
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
