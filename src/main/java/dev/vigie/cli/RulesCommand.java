package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code vigie rules}: what there is for those who write rules. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks, lists, explains and publishes Sigma rules.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie rules check my-rules",
            "  vigie rules list",
            "  vigie rules explain bulk-read events.jsonl",
            "  vigie rules explain my-rules/night.yml events.jsonl"
        })
final class RulesCommand extends CommandGroup {

    static CommandLine with(Console console) {
        return new CommandLine(new RulesCommand())
                .addSubcommand(new RulesCheckCommand(console))
                .addSubcommand(new RulesListCommand(console))
                .addSubcommand(new RulesExplainCommand(console))
                .addSubcommand(new RulesPublishCommand(console));
    }
}
