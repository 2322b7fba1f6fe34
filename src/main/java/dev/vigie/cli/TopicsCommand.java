package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code vigie topics}: Vigie's topics on a cluster. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Creates the topics of an installation.",
        footerHeading = "%nExamples:%n",
        footer = "  vigie topics create -c vigie.yaml")
final class TopicsCommand extends CommandGroup {

    static CommandLine with(Console console) {
        return new CommandLine(new TopicsCommand()).addSubcommand(new TopicsCreateCommand(console));
    }
}
