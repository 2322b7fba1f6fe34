package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code vigie ingest}: what there is for those who connect logs. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows what Vigie makes of a log, and drafts a mapping for one that it does not know.",
        footerHeading = "%nExamples:%n",
        footer = {"  vigie ingest try access.jsonl", "  vigie ingest draft export.csv > export.yaml"})
final class IngestCommand extends CommandGroup {

    static CommandLine with(Console console) {
        return new CommandLine(new IngestCommand())
                .addSubcommand(new IngestTryCommand(console))
                .addSubcommand(new IngestDraftCommand(console));
    }
}
