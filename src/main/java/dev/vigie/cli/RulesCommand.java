package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class RulesCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs.
    private CommandSpec spec;

    static CommandLine with(Console console) {
        return new CommandLine(new RulesCommand())
                .addSubcommand(new RulesCheckCommand(console))
                .addSubcommand(new RulesListCommand(console))
                .addSubcommand(new RulesExplainCommand(console))
                .addSubcommand(new RulesPublishCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? There are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
