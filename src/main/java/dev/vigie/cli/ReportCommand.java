package dev.vigie.cli;

import dev.vigie.report.Report;
import dev.vigie.report.ReportException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigie report}: a replay's folder as pages to read. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Writes report.html and report.fr.html into a replay's folder, which vigie replay does as well.",
        footerHeading = "%nEach is one file that opens in any browser, without a network.%n%nExamples:%n",
        footer = "  vigie report out")
final class ReportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "What vigie replay -o wrote.")
    private Path directory = Path.of("");

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ReportException, IOException {
        for (Path file : Report.write(directory)) {
            console.out().println(file);
        }
        return Main.EXIT_DONE;
    }
}
