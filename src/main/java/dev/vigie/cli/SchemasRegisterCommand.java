package dev.vigie.cli;

import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.SchemaRegistry.Compatibility;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie schemas register}: what {@code run} does at its start, for those whose detector may not. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Registers the schemas of events and alerts where they are not yet registered, and has the registry check"
                    + " their next versions against all before, in both directions.",
            "'vigie run' registers them, too; this is for registries that the detector may only read."
        },
        footerHeading = "%nExamples:%n",
        footer = "  vigie schemas register -c vigie.yaml")
final class SchemasRegisterCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "The vigie.yaml of the detectors.")
    private @Nullable Path file;

    SchemasRegisterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RegistryException {
        Installation installation = Installation.ofCluster(Config.load(file, console.environment(), settings -> {}));
        SchemaRegistry registry = installation.registryOrWrong();
        Table table = new Table();
        table.row("Subject", "Id", "Compatibility");
        for (Map.Entry<String, String> schema : installation.schemas().entrySet()) {
            int id = registry.register(schema.getKey(), schema.getValue());
            registry.setCompatibility(schema.getKey(), Compatibility.FULL_TRANSITIVE);
            table.row(schema.getKey(), (long) id, Compatibility.FULL_TRANSITIVE);
        }
        table.print(console.out());
        return Main.EXIT_DONE;
    }
}
