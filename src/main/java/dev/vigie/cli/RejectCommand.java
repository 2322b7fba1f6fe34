package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigie reject}: what there is for those who look after rejected records. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows what could not be read, and feeds it again once it can be.",
        footerHeading = "%nExamples:%n",
        footer = {"  vigie reject list -c vigie.yaml", "  vigie reject replay -c vigie.yaml --dry-run"})
final class RejectCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs.
    private CommandSpec spec;

    static CommandLine with(Console console) {
        return new CommandLine(new RejectCommand())
                .addSubcommand(new RejectListCommand(console))
                .addSubcommand(new RejectReplayCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? There are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
