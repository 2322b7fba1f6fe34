package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigie schemas}: Vigie's schemas and the registry. */
@Command(
        name = "schemas",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Registers and checks the schemas of events and alerts.",
        footerHeading = "%nExamples:%n",
        footer = {"  vigie schemas check -c vigie.yaml", "  vigie schemas register -c vigie.yaml"})
final class SchemasCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs.
    private CommandSpec spec;

    static CommandLine with(Console console) {
        return new CommandLine(new SchemasCommand())
                .addSubcommand(new SchemasRegisterCommand(console))
                .addSubcommand(new SchemasCheckCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? There are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
