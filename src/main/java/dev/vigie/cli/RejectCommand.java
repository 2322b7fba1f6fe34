package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

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
final class RejectCommand extends CommandGroup {

    static CommandLine with(Console console) {
        return new CommandLine(new RejectCommand())
                .addSubcommand(new RejectListCommand(console))
                .addSubcommand(new RejectReplayCommand(console));
    }
}
