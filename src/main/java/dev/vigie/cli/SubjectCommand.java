package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code vigie subject}: what there is for the holder of the subject key. */
@Command(
        name = "subject",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Finds people in alerts, for the holder of the subject key.",
        footerHeading = "%nExamples:%n",
        footer = {"  vigie subject hash -c vigie.yaml < ids.txt"})
final class SubjectCommand extends CommandGroup {

    static CommandLine with(Console console) {
        return new CommandLine(new SubjectCommand()).addSubcommand(new SubjectHashCommand(console, System.in));
    }
}
