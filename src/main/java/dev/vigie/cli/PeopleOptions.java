package dev.vigie.cli;

import dev.vigie.replay.AffectedSelection;
import dev.vigie.replay.FolderOptions;
import dev.vigie.replay.OpenPgpSeal;
import dev.vigie.replay.RecordedOption;
import dev.vigie.replay.ReplayException;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a replay lists as affected, and how. */
final class PeopleOptions {

    @Option(
            names = "--affected",
            paramLabel = "KEY=VALUE",
            description = "Who is listed in affected.csv: alert=ID, account=OPERATOR/ACCOUNT, register=NAME,"
                    + " source=ADDRESS, session=ID, from=TIME, to=TIME; may be given several times. All that was read"
                    + " in an alert's course, if not given.")
    private List<String> affected = List.of();

    @Option(
            names = "--clear-subjects",
            description = "List people by the ids that the logs have, not by hashes or numbers.")
    private boolean clearSubjects;

    @Option(
            names = "--seal",
            paramLabel = "KEY",
            description = "Encrypt affected.csv to this OpenPGP public key, that of the data-protection officer.")
    private @Nullable Path seal;

    /**
     * What the folder is to hold.
     *
     * @param recorded the whole command's options
     */
    FolderOptions folder(Config loaded, List<RecordedOption> recorded)
            throws ConfigException, RuleException, ReplayException, IOException {
        if (clearSubjects && loaded.lookUpAudit() != null) {
            throw new ConfigException("--clear-subjects: look-ups are noted (subject.audit-file): replay without it;"
                    + " then 'vigie affected DIR --clear-subjects --reason WHY -o FILE' lists people by their ids");
        }
        FolderOptions folder = unsealed(loaded, recorded);
        return seal == null ? folder : folder.withSeal(OpenPgpSeal.read(seal, Instant.now()));
    }

    /** The same, but for a seal. */
    FolderOptions unsealed(Config loaded, List<RecordedOption> recorded)
            throws ConfigException, RuleException, ReplayException {
        return new FolderOptions(
                clearSubjects,
                null,
                AffectedSelection.parse(affected),
                loaded.keys().fingerprints(),
                ruleFiles(loaded),
                recorded,
                null);
    }

    /** By names that do not say where on the machine they lie. */
    private static List<RuleFile> ruleFiles(Config loaded) throws RuleException {
        List<RuleFile> files = new ArrayList<>();
        for (RuleFile file : loaded.ruleFiles()) {
            String name = file.name();
            for (Path root : Stream.of(loaded.rules(), loaded.lists())
                    .filter(Objects::nonNull)
                    .toList()) {
                Path path = Path.of(name);
                name = path.startsWith(root) && !path.equals(root)
                        ? root.relativize(path).toString().replace('\\', '/')
                        : name;
            }
            files.add(new RuleFile(name, file.text()));
        }
        return files;
    }
}
