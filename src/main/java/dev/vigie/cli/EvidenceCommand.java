package dev.vigie.cli;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.EvidenceArchive;
import dev.vigie.replay.EvidenceRequest;
import dev.vigie.replay.OpenPgpSeal;
import dev.vigie.replay.ReplayException;
import dev.vigie.replay.ReplayJob;
import dev.vigie.replay.Seal;
import dev.vigie.replay.Verification.Difference;
import dev.vigie.rule.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie evidence}: the raw records behind an alert. */
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Brings the raw records behind an alert, as one zip with the hash of each: those of the up to 20 events"
                    + " that the alert names, or with --all every record of the alert's group in its course.",
            "The alert is one of a replay's directory, whose logs are read once more; or, with -c alone, one of"
                    + " the cluster's, whose topics of raw logs are read where its events must lie.",
            "RAW RECORDS HOLD PERSONAL DATA IN CLEAR: they are encrypted by --seal, unless you say --clear."
        },
        footerHeading = "%nEnds with 1 if a record that the alert names was not found. See 'vigie affected' for who was"
                + " read.%n%nExamples:%n",
        footer = {
            "  vigie evidence 2025-12-15-eb44453c0817df1d-1 out --seal dpo.asc -o evidence.zip.pgp",
            "  vigie evidence 2025-12-15-eb44453c0817df1d-1 out --all --clear -o evidence.zip",
            "  vigie evidence 2025-12-15-eb44453c0817df1d-1 -c vigie.yaml --seal dpo.asc -o evidence.zip.pgp"
        })
final class EvidenceCommand implements Callable<Integer> {

    private static final String COMMAND = "evidence";

    private final Console console;

    @Parameters(index = "0", paramLabel = "ALERT", description = "The alert's id.")
    private String alert = "";

    @Parameters(index = "1", paramLabel = "DIR", arity = "0..1", description = "The directory of a replay.")
    private @Nullable Path directory;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the archive goes; only its owner may read it. An earlier one there is replaced.")
    private Path output = Path.of("");

    @Option(
            names = "--all",
            description = "Every record of the alert's account, or other group, from the beginning of the alert's"
                    + " opening window to its last event.")
    private boolean all;

    @Option(names = "--seal", paramLabel = "KEY", description = "Encrypt the archive to this OpenPGP public key.")
    private @Nullable Path sealKey;

    @Option(names = "--clear", description = "Do not encrypt it.")
    private boolean clear;

    @Mixin
    private final MovedFiles moved = new MovedFiles();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The detectors' configuration, for an alert of theirs.")
    private @Nullable Path config;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Look in this topic of raw logs only; may be given several times. All that the alert's"
                    + " operator may have written to, if not given.")
    private Set<String> topics = Set.of();

    @Mixin
    private final LookUpOptions lookUp = new LookUpOptions();

    EvidenceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        if (clear == (sealKey != null)) {
            throw new ConfigException("raw records hold personal data: either encrypt them to somebody's OpenPGP key"
                    + " by --seal KEY, or leave them in clear by --clear");
        }
        if ((directory == null) == (config == null)) {
            throw new ConfigException("whose alert? Name a replay's directory, or a cluster by -c");
        }
        if (directory == null ? moved.isAny() : !topics.isEmpty()) {
            throw new ConfigException("--logs and --moved are for a replay's directory, --topic for a cluster");
        }
        Seal seal = sealKey == null ? null : OpenPgpSeal.read(sealKey, Instant.now());
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ConfigException("-o: " + output + " is in no directory that there is");
        }
        return directory == null ? ofCluster(seal, folder) : ofReplay(directory, seal, folder);
    }

    /** Makes the job once there is a place for what it has to put away. */
    @FunctionalInterface
    private interface Jobs {
        ReplayJob in(Path scratch)
                throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException;
    }

    private int ofReplay(Path replayed, @Nullable Seal seal, Path folder)
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        EvidenceRequest request = new EvidenceRequest(AlertMessages.inReplay(replayed, alert), all);
        Repetition repetition = Repetition.of(console, replayed, moved);
        try (LookUpAudit audit = lookUp.open(repetition.config(), COMMAND)) {
            List<Difference> differences = repetition.changedInputs();
            for (Difference difference : differences) {
                console.out().println(Console.printableLine(difference.file() + ": " + difference.what()));
            }
            return differences.isEmpty() ? write(repetition::job, request, seal, folder, audit) : Main.EXIT_FOUND;
        }
    }

    private int ofCluster(@Nullable Seal seal, Path folder)
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        Config loaded = Config.load(config, console.environment(), settings -> {});
        try (LookUpAudit audit = lookUp.open(loaded, COMMAND)) {
            EvidenceRequest request = new EvidenceRequest(AlertMessages.inCluster(loaded, alert), all);
            Jobs jobs = scratch -> EvidenceTopics.job(loaded, request, topics, scratch);
            return write(jobs, request, seal, folder, audit);
        }
    }

    /** By way of a directory that only the user may enter, beside the archive, so that it takes its place at once. */
    private int write(Jobs jobs, EvidenceRequest request, @Nullable Seal seal, Path folder, LookUpAudit audit)
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        Path scratch = Files.createTempDirectory(folder, ".vigie-evidence-");
        try (Interrupt interrupt = new Interrupt()) {
            try {
                return write(jobs.in(scratch), request, seal, scratch, audit, interrupt);
            } finally {
                Directories.deleteAll(scratch);
            }
        }
    }

    private int write(
            ReplayJob job,
            EvidenceRequest request,
            @Nullable Seal seal,
            Path scratch,
            LookUpAudit audit,
            Interrupt interrupt)
            throws UnreadableLogException, ReplayException, IOException {
        Path archive = Files.createTempFile(scratch, "evidence", ".zip");
        EvidenceArchive.Found found;
        try (WatchedProgress progress = new WatchedProgress(console, false, interrupt)) {
            found = EvidenceArchive.write(job, request, scratch, archive, seal, progress);
        }
        audit.noteFile(List.of("alert=" + alert, all ? "all" : "named"), archive);
        Files.move(
                archive, output.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        report(found);
        return found.missing().isEmpty() ? Main.EXIT_DONE : Main.EXIT_FOUND;
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    private void report(EvidenceArchive.Found found) {
        console.out()
                .println(counted(found.records(), "record") + " of " + counted(found.logs(), "log") + " in " + output);
        console.out().println("SHA-256 of the archive in clear  " + found.sha256());
        if (found.sealedSha256() != null) {
            console.out().println("SHA-256 of the sealed file       " + found.sealedSha256());
        }
        for (String id : found.missing()) {
            console.out().println(Console.printableLine("not found: event " + id));
        }
        if (found.sealedSha256() == null) {
            console.say(
                    "NOT ENCRYPTED: " + output + " holds personal data in clear, raw records of the logs; keep it as"
                            + " the logs are kept, hand it over encrypted, delete it when it has served");
        }
    }
}
