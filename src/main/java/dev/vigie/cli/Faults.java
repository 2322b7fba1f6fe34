package dev.vigie.cli;

import dev.vigie.backtest.BacktestException;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.ReplayException;
import dev.vigie.report.ReportException;
import dev.vigie.rule.RuleException;
import dev.vigie.stream.TopicException;
import dev.vigie.wire.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in plain lines, and which exit code it is. Stack traces are for {@code VIGIE_DEBUG=1}. */
final class Faults implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final Console console;

    Faults(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        say(name, fault.getMessage() + suggestion(fault));
        console.err().println("Try '" + name + " --help'.");
        trace(fault);
        return Main.EXIT_WRONG_USE;
    }

    private static String suggestion(ParameterException fault) {
        if (!(fault instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> suggestions = new ArrayList<>(unmatched.getSuggestions());
        return suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?";
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        trace(fault);
        if (isWrongUse(fault)) {
            say(name, String.valueOf(fault.getMessage()));
            return Main.EXIT_WRONG_USE;
        }
        if (fault instanceof KafkaException) {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            say(name, "Kafka: " + cause.getMessage() + "; check what stands under kafka: in the configuration");
            return Main.EXIT_WRONG_USE;
        }
        if (fault instanceof IOException) {
            say(name, "could not finish: " + reason(fault));
        } else {
            say(name, "a fault of Vigie's own: " + reason(fault) + "; VIGIE_DEBUG=1 shows where, please report it");
        }
        return Main.EXIT_UNFINISHED;
    }

    private static boolean isWrongUse(Exception fault) {
        return fault instanceof ConfigException
                || fault instanceof BacktestException
                || fault instanceof ReplayException
                || fault instanceof ReportException
                || fault instanceof RuleException
                || fault instanceof RegistryException
                || fault instanceof TopicException
                || fault instanceof UnreadableLogException;
    }

    /** The type as well: many an IOException's message is but a file's name. */
    private static String reason(Exception fault) {
        String type = fault.getClass().getSimpleName();
        return fault.getMessage() == null ? type : fault.getMessage() + " (" + type + ")";
    }

    private void say(String command, String text) {
        console.err().println(command + ": " + Console.printable(text));
    }

    private void trace(Exception fault) {
        if (console.debug()) {
            fault.printStackTrace(console.err());
        }
    }
}
