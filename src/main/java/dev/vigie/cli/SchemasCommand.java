package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

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
final class SchemasCommand extends CommandGroup {

    static CommandLine with(Console console) {
        return new CommandLine(new SchemasCommand())
                .addSubcommand(new SchemasRegisterCommand(console))
                .addSubcommand(new SchemasCheckCommand(console));
    }
}
