package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class IngestCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs.
    private CommandSpec spec;

    static CommandLine with(Console console) {
        return new CommandLine(new IngestCommand())
                .addSubcommand(new IngestTryCommand(console))
                .addSubcommand(new IngestDraftCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? There are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
