package dev.vigie.cli;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.AffectedSelection;
import dev.vigie.replay.FolderOptions;
import dev.vigie.replay.OpenPgpSeal;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayException;
import dev.vigie.replay.ReplaySummary;
import dev.vigie.replay.Seal;
import dev.vigie.replay.Verification.Difference;
import dev.vigie.rule.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie affected}: who was read by chosen accounts, at chosen times, in chosen alerts. */
@Command(
        name = "affected",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Lists the people whose records were read, as a replay's affected.csv does, but of a choice: repeats the"
                    + " replay that a directory came from and leaves the directory as it is.",
            "Where an alert is chosen, or nothing, it lists what was read in an alert's course; else all that the"
                    + " chosen accounts read, at the chosen times, of the chosen registers, from the chosen sources,"
                    + " in the chosen sessions."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie affected out --alert 2025-12-15-eb44453c0817df1d-1 -o affected.csv",
            "  vigie affected out --account op-05/plemaire --from 2025-12-15T12:00:00Z \\",
            "      --to 2025-12-15T18:00:00Z --seal dpo.asc -o affected.csv.pgp"
        })
final class AffectedCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The directory of a replay.")
    private Path directory = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the list goes; only its owner may read it. An earlier one there is replaced.")
    private Path output = Path.of("");

    @Option(
            names = "--alert",
            paramLabel = "ID",
            description = "Of this alert; may be repeated, as may what follows but the times.")
    private List<String> alerts = List.of();

    @Option(names = "--account", paramLabel = "OPERATOR/ACCOUNT", description = "By this account.")
    private List<String> accounts = List.of();

    @Option(names = "--register", paramLabel = "NAME", description = "In this register.")
    private List<String> registers = List.of();

    @Option(names = "--source", paramLabel = "ADDRESS", description = "From this address, as the logs have it.")
    private List<String> sources = List.of();

    @Option(names = "--session", paramLabel = "ID", description = "In this session, as the logs call it.")
    private List<String> sessions = List.of();

    @Option(names = "--from", paramLabel = "TIME", description = "Not before, such as 2025-12-15T12:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Not after.")
    private @Nullable String to;

    @Option(
            names = "--clear-subjects",
            description = "List people by the ids that the logs have, not by hashes or numbers.")
    private boolean clearSubjects;

    @Option(
            names = "--seal",
            paramLabel = "KEY",
            description = "Encrypt the list to this OpenPGP public key, that of the data-protection officer.")
    private @Nullable Path sealKey;

    @Mixin
    private final MovedFiles moved = new MovedFiles();

    @Mixin
    private final LookUpOptions lookUp = new LookUpOptions();

    AffectedCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        AffectedSelection selection = AffectedSelection.parse(choices());
        AlertMessages.requireInReplay(directory, alerts);
        Seal seal = sealKey == null ? null : OpenPgpSeal.read(sealKey, Instant.now());
        Repetition repetition = Repetition.of(console, directory, moved);
        repetition.requirePossible();
        try (LookUpAudit audit = lookUp.open(repetition.config(), "affected")) {
            List<Difference> differences = repetition.changedInputs();
            for (Difference difference : differences) {
                console.out().println(Console.printableLine(difference.file() + ": " + difference.what()));
            }
            if (!differences.isEmpty()) {
                return Main.EXIT_FOUND;
            }
            long people = list(repetition, selection, seal, audit);
            console.say(String.format("people on the list %s: %,d", output, people));
        }
        return Main.EXIT_DONE;
    }

    private List<String> choices() {
        List<String> choices = new ArrayList<>();
        alerts.forEach(alert -> choices.add("alert=" + alert));
        accounts.forEach(account -> choices.add("account=" + account));
        registers.forEach(register -> choices.add("register=" + register));
        sources.forEach(source -> choices.add("source=" + source));
        sessions.forEach(session -> choices.add("session=" + session));
        if (from != null) {
            choices.add("from=" + from);
        }
        if (to != null) {
            choices.add("to=" + to);
        }
        return choices;
    }

    /** For the audit: the choices, and whether people are called by their ids. */
    private List<String> asked() {
        List<String> asked = choices();
        asked.add(clearSubjects ? "ids" : "pseudonyms");
        return asked;
    }

    /** By way of a directory that only the user may enter, beside the list, so that it takes its place at once. */
    private long list(Repetition repetition, AffectedSelection selection, @Nullable Seal seal, LookUpAudit audit)
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        Path file = output.toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ConfigException("-o: " + output + " is in no directory that there is");
        }
        Path repeated = Files.createTempDirectory(folder, ".vigie-affected-");
        try (Interrupt interrupt = new Interrupt()) {
            try {
                ReplaySummary summary = repetition.run(
                        repeated,
                        given -> new FolderOptions(
                                clearSubjects,
                                seal,
                                selection,
                                given.keys(),
                                given.ruleFiles(),
                                given.options(),
                                given.inputPaths()),
                        interrupt);
                Path list = Replay.affectedIn(repeated, seal != null);
                audit.noteFile(asked(), list);
                Files.move(list, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return summary.peopleAffected();
            } finally {
                Directories.deleteAll(repeated);
            }
        }
    }
}
