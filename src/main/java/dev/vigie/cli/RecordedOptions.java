package dev.vigie.cli;

import dev.vigie.replay.RecordedOption;
import dev.vigie.replay.RecordedPaths;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of a command line as a manifest keeps them, and back: whatever options the command has, but those that
 * change nothing of the results.
 */
final class RecordedOptions {

    /** Where results go, how they are shown, and how fast they come. */
    private static final Set<String> NOT_RECORDED =
            Set.of("--output", "--json", "--json-progress", "--workers", "--resume");

    /** Where what options name lies. */
    @FunctionalInterface
    interface Places {
        Path of(RecordedOption option) throws ConfigException, ReplayException;
    }

    private RecordedOptions() {}

    /** What was given on a command line whose results go to {@code directory}. */
    static List<RecordedOption> of(ParseResult given, Path directory) throws IOException {
        List<RecordedOption> recorded = new ArrayList<>();
        for (OptionSpec option : given.matchedOptionsSet()) {
            if (NOT_RECORDED.contains(option.longestName())) {
                continue;
            }
            if (isSwitch(option)) {
                recorded.add(new RecordedOption(option.longestName(), "", false, null));
                continue;
            }
            for (String value : option.originalStringValues()) {
                recorded.add(
                        isPath(option)
                                ? path(option.longestName(), Path.of(value), directory)
                                : new RecordedOption(option.longestName(), value, false, null));
            }
        }
        return recorded;
    }

    private static RecordedOption path(String name, Path file, Path directory) throws IOException {
        return new RecordedOption(name, RecordedPaths.of(directory, file), true, Replay.sha256(file));
    }

    private static boolean isSwitch(OptionSpec option) {
        return option.arity().max() == 0;
    }

    private static boolean isPath(OptionSpec option) {
        Class<?>[] types = option.auxiliaryTypes();
        return option.type() == Path.class || (types.length > 0 && types[0] == Path.class);
    }

    /**
     * The arguments that ask a command for the same again.
     *
     * @param directory the manifest's
     * @param places where files and directories lie
     * @throws ConfigException if an option is none of the command's
     */
    static List<String> arguments(List<RecordedOption> recorded, CommandSpec command, Path directory, Places places)
            throws ConfigException, ReplayException {
        List<String> arguments = new ArrayList<>();
        for (RecordedOption each : recorded) {
            OptionSpec option = command.findOption(each.name());
            if (option == null || NOT_RECORDED.contains(each.name())) {
                throw new ConfigException(
                        directory + ": the manifest has an option that this version does not know: " + each.name());
            }
            String value = each.isPath() ? places.of(each).toString() : each.value();
            arguments.add(isSwitch(option) ? each.name() : each.name() + "=" + value);
        }
        return arguments;
    }
}
