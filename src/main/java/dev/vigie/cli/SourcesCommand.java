package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

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
final class SourcesCommand extends CommandGroup {

    static CommandLine with(Console console) {
        return new CommandLine(new SourcesCommand()).addSubcommand(new SourcesCheckCommand(console));
    }
}
