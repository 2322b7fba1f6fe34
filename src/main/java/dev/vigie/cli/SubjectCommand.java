package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigie subject}: what there is for the holder of the subject key. */
@Command(
        name = "subject",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Finds people in alerts, for the holder of the subject key.",
        footerHeading = "%nExamples:%n",
        footer = {"  vigie subject hash -c vigie.yaml < ids.txt"})
final class SubjectCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs.
    private CommandSpec spec;

    static CommandLine with(Console console) {
        return new CommandLine(new SubjectCommand()).addSubcommand(new SubjectHashCommand(console, System.in));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? There are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
