package dev.vigie.cli;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.ReplayException;
import dev.vigie.replay.Seal;
import dev.vigie.replay.Verification;
import dev.vigie.replay.Verification.Difference;
import dev.vigie.rule.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigie verify}: a replay done again and compared. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Repeats the replay that a directory came from and compares: the logs, every file, the manifest.",
            "Ends with 1, and names what differs, if anything does: where a log has changed, only the logs. Needs the"
                    + " same keys, rules and mapping, by environment or by the configuration that the replay had, and"
                    + " ends with 2 where one is another; of a sealed file, only the clear text's hash is compared. A"
                    + " replay that read topics cannot be repeated: its files are compared with the manifest, and it"
                    + " ends with 1 if one differs, else with 2. The repetition is written to the system's directory"
                    + " for temporary files, and needs as much room there as the replay did."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie verify out",
            "  vigie verify /media/evidence/out --logs /media/evidence/logs \\",
            "      --moved rules=/media/evidence/rules --moved config=/media/evidence/vigie.yaml"
        })
final class VerifyCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The directory of a replay.")
    private Path directory = Path.of("");

    @Mixin
    private final MovedFiles moved = new MovedFiles();

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        Repetition repetition = Repetition.of(console, directory, moved);
        List<Difference> differences = repetition.changedInputs();
        boolean repeatable = repetition.manifest().passing().isEmpty();
        if (differences.isEmpty()) {
            differences = repeatable ? outputs(repetition) : Verification.outputs(repetition.manifest(), directory);
        }
        for (Difference difference : differences) {
            console.out().println(Console.printableLine(difference.file() + ": " + difference.what()));
        }
        if (!differences.isEmpty()) {
            return Main.EXIT_FOUND;
        }
        if (!repeatable) {
            console.out().println("The files are those that the manifest describes");
        }
        repetition.requirePossible();
        int files = repetition.manifest().outputs().size() + 1;
        console.out().println("Repeated: all " + files + " files are the same");
        return Main.EXIT_DONE;
    }

    private List<Difference> outputs(Repetition repetition)
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        String sealedTo = repetition.manifest().sealedTo();
        Path repeated = Files.createTempDirectory("vigie-verify-");
        try (Interrupt interrupt = new Interrupt()) {
            try {
                repetition.run(
                        repeated,
                        folder -> sealedTo == null ? folder : folder.withSeal(Seal.forgetful(sealedTo)),
                        interrupt);
                return Verification.outputs(repetition.manifest(), directory, repeated);
            } finally {
                Directories.deleteAll(repeated);
            }
        }
    }
}
