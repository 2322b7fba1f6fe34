package dev.vigie.cli;

import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie schemas check}: whether this release's schemas fit what the registry has, before it is rolled out. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Asks the registry whether this release's schemas of events and alerts can follow those that it has."
                        + " Changes nothing.",
        footerHeading = "%nExit code 1 if one cannot.%n%nExamples:%n",
        footer = "  vigie schemas check -c vigie.yaml")
final class SchemasCheckCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "The vigie.yaml of the detectors.")
    private @Nullable Path file;

    SchemasCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RegistryException {
        Installation installation = Installation.ofCluster(Config.load(file, console.environment(), settings -> {}));
        SchemaRegistry registry = installation.registryOrWrong();
        boolean fits = true;
        Table table = new Table();
        table.row("Subject", "Fits", "Why not");
        for (Map.Entry<String, String> schema : installation.schemas().entrySet()) {
            List<String> reasons = registry.incompatibilities(schema.getKey(), schema.getValue());
            fits &= reasons.isEmpty();
            table.row(schema.getKey(), reasons.isEmpty() ? "yes" : "no", String.join("; ", reasons));
        }
        table.print(console.out());
        return fits ? Main.EXIT_DONE : Main.EXIT_FOUND;
    }
}
