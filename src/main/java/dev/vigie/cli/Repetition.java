package dev.vigie.cli;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.FolderOptions;
import dev.vigie.replay.Manifest;
import dev.vigie.replay.RecordedOption;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayException;
import dev.vigie.replay.ReplayJob;
import dev.vigie.replay.ReplaySummary;
import dev.vigie.replay.Verification;
import dev.vigie.replay.Verification.Difference;
import dev.vigie.rule.RuleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine;

/** A replay that is done again as the manifest in its directory says, into another directory. */
final class Repetition {

    /** What may have changed in what does not matter here; its keys and rules are compared themselves. */
    private static final String CONFIG = "--config";
    /** What is for the folder's options to say: the key itself is not needed again. */
    private static final String SEAL = "--seal";

    private final Console console;
    private final Path directory;
    private final Manifest manifest;
    private final List<Path> inputs;
    private final MovedFiles moved;

    private Repetition(Console console, Path directory, Manifest manifest, List<Path> inputs, MovedFiles moved) {
        this.console = console;
        this.directory = directory;
        this.manifest = manifest;
        this.inputs = inputs;
        this.moved = moved;
    }

    /**
     * Reads the manifest and looks for the logs.
     *
     * @param moved where the logs and other files lie, if no longer where the manifest says
     */
    static Repetition of(Console console, Path directory, MovedFiles moved)
            throws ConfigException, ReplayException, IOException {
        Manifest manifest = Manifest.read(directory);
        moved.requireGiven(neededAgain(manifest));
        List<Path> inputs = new ArrayList<>();
        for (Manifest.Input input : manifest.files()) {
            inputs.add(moved.log(directory, input));
        }
        if (!manifest.version().equals(Version.number())) {
            console.say("the replay was done by Vigie " + manifest.version() + ", this is " + Version.number());
        }
        return new Repetition(console, directory, manifest, inputs, moved);
    }

    private static List<RecordedOption> neededAgain(Manifest manifest) {
        return manifest.options().stream()
                .filter(option -> !option.name().equals(SEAL))
                .toList();
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * Insists on logs that are still there.
     *
     * @throws ConfigException if the replay read others
     */
    void requirePossible() throws ConfigException {
        List<String> passing = manifest.passing();
        if (!passing.isEmpty()) {
            throw new ConfigException(directory + ": cannot be repeated: it read topics, and what these hold passes ("
                    + String.join(", ", passing) + ")");
        }
    }

    /** The configuration that the replay was given, as it is now. */
    Config config() throws ConfigException, ReplayException {
        return command(directory).config();
    }

    /** The logs that have changed. */
    List<Difference> changedInputs() throws IOException {
        return Verification.inputs(manifest, inputs);
    }

    /**
     * Does the replay again, with the keys, the rules and the mapping that it had: with others everything would differ,
     * and whoever compares would look for who has changed a file.
     *
     * @param into where the results go
     * @param folder changes what the folder is to hold; given what the manifest says, without a seal
     * @param interrupt the command's
     */
    ReplaySummary run(Path into, UnaryOperator<FolderOptions> folder, Interrupt interrupt)
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        requireFiles();
        ReplayCommand command = command(into);
        ReplayJob job = command.repeated(given -> folder.apply(asRecorded(given)));
        requireKeysAndRules(job);
        return command.run(job, interrupt);
    }

    private void requireFiles() throws ConfigException, ReplayException, IOException {
        for (RecordedOption option : neededAgain(manifest)) {
            if (option.sha256() != null && !option.name().equals(CONFIG)) {
                Path file = moved.given(directory, option);
                if (!option.sha256().equals(Replay.sha256(file))) {
                    throw new ConfigException(file + ": not the file that the replay was given by " + option.name());
                }
            }
        }
    }

    private void requireKeysAndRules(ReplayJob job) throws ConfigException {
        for (Map.Entry<String, String> key : manifest.keys().entrySet()) {
            String now = job.folder().keys().get(key.getKey());
            if (!key.getValue().equals(now)) {
                throw new ConfigException(directory + ": the replay had another " + key.getKey()
                        + " key (by its fingerprint " + key.getValue() + ", now " + now + "): give the same, as keys."
                        + key.getKey() + "-key-file");
            }
        }
        if (!manifest.rulesHash().equals(job.rules().hash())) {
            throw new ConfigException(directory + ": the replay had other rules, of " + manifest.version()
                    + " (by their hash " + manifest.rulesHash() + ", now "
                    + job.rules().hash()
                    + "): the same are needed, and the same lists");
        }
    }

    /**
     * What the replay was to do, for whoever goes through its logs once more.
     *
     * @param into where its results would go
     */
    ReplayJob job(Path into)
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        return command(into).repeated(this::asRecorded);
    }

    private ReplayCommand command(Path into) throws ConfigException, ReplayException {
        ReplayCommand command = new ReplayCommand(console);
        // What begins with @ is a log's name here, no file of arguments.
        CommandLine line = new CommandLine(command).setExpandAtFiles(false);
        List<RecordedOption> options = neededAgain(manifest);
        List<String> arguments = new ArrayList<>();
        arguments.add("--output=" + into);
        arguments.addAll(RecordedOptions.arguments(
                options, line.getCommandSpec(), directory, option -> moved.given(directory, option)));
        arguments.add("--");
        inputs.forEach(input -> arguments.add(input.toString()));
        try {
            line.parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new ConfigException(
                    directory + ": the manifest's options are none of this version: " + e.getMessage());
        }
        return command;
    }

    private FolderOptions asRecorded(FolderOptions given) {
        return new FolderOptions(
                given.clearSubjects(),
                null,
                given.affected(),
                given.keys(),
                given.ruleFiles(),
                manifest.options(),
                manifest.files().stream()
                        .map(input -> String.valueOf(input.path()))
                        .toList());
    }
}
