package dev.vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command {@code vigie}: finds the subcommand, runs it, and turns what went wrong into one line and an exit code.
 */
@Command(
        name = "vigie",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Watches who reads whose record, and raises an alert while an extraction is under way.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie demo",
            "  vigie run -c vigie.yaml",
            "  vigie simulate -o logs",
            "  vigie ingest try access.jsonl",
            "  vigie sources check -c vigie.yaml",
            "  vigie replay access.jsonl -o out",
            "  vigie verify out",
            "  vigie affected out --account atlas/m.petit -o affected.csv",
            "  vigie evidence ALERT out --seal dpo.asc -o evidence.zip.pgp",
            "  vigie rules check my-rules",
            "  vigie backtest --rules my-rules logs/*.jsonl --warm-up 21",
            "  vigie forward -c vigie.yaml --to syslog+tls://siem.example:6514",
            "  vigie replay logs/*.csv.gz --mapping access.yaml --operator atlas -o out",
            "",
            "Exit codes: 0 done; 1 ran and found the failure that the command exists to find;",
            "2 wrong use or configuration; 3 could not finish (a disk is full, or a fault of Vigie's own).",
            "VIGIE_DEBUG=1 shows stack traces."
        })
public final class Main extends CommandGroup {

    static final int EXIT_DONE = 0;
    static final int EXIT_FOUND = 1;
    static final int EXIT_WRONG_USE = 2;
    static final int EXIT_UNFINISHED = 3;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), args));
    }

    /** Runs one command line to its end and returns the exit code. */
    static int run(Console console, String... args) {
        Faults faults = new Faults(console);
        int code = new CommandLine(new Main())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new SimulateCommand(console))
                .addSubcommand(new ReplayCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new BacktestCommand(console))
                .addSubcommand(new AffectedCommand(console))
                .addSubcommand(new AccountCommand(console))
                .addSubcommand(new EvidenceCommand(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new DossierCommand(console))
                .addSubcommand(RulesCommand.with(console))
                .addSubcommand(IngestCommand.with(console))
                .addSubcommand(SourcesCommand.with(console))
                .addSubcommand(RejectCommand.with(console))
                .addSubcommand(SubjectCommand.with(console))
                .addSubcommand(SchemasCommand.with(console))
                .addSubcommand(TopicsCommand.with(console))
                .addSubcommand(new ForwardCommand(console))
                .addSubcommand(new VerdictsCommand(console))
                .setOut(console.out())
                .setErr(console.err())
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(faults)
                .setExecutionExceptionHandler(faults)
                .execute(args);
        console.out().flush();
        console.err().flush();
        return code;
    }
}
