package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigie sources}: what there is for those who connect operators. */
@Command(
        name = "sources",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks at the logs that come by Kafka.",
        footerHeading = "%nExamples:%n",
        footer = {"  vigie sources check -c vigie.yaml"})
final class SourcesCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs.
    private CommandSpec spec;

    static CommandLine with(Console console) {
        return new CommandLine(new SourcesCommand()).addSubcommand(new SourcesCheckCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? There are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
