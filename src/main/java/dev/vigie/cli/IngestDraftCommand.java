package dev.vigie.cli;

import dev.vigie.ingest.Format;
import dev.vigie.ingest.MappingDraft;
import dev.vigie.ingest.UnreadableLogException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie ingest draft}: a mapping for an unknown log, to begin with. */
@Command(
        name = "draft",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Drafts a mapping for a JSON or CSV log that Vigie does not know, from its first records: each field"
                    + " with the reason why it may be it, and marked where the log cannot confirm it.",
            "The mapping goes to standard output. It shows single values of the log as examples; of accounts and"
                    + " subjects only their shape."
        },
        footerHeading = "%nExit code 1 if the time, the account or the action was not found.%n%nExamples:%n",
        footer = {
            "  vigie ingest draft access.jsonl > atlas.yaml",
            "  vigie ingest try access.jsonl --mapping atlas.yaml",
        })
final class IngestDraftCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "LOG", description = "A log file; plain, .gz or .zst.")
    private Path log = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "json or csv; told by how the log begins otherwise.")
    private @Nullable String format;

    IngestDraftCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, UnreadableLogException {
        MappingDraft draft = MappingDraft.of(log, format());
        draft.lines().forEach(console.out()::println);
        if (draft.missing().isEmpty()) {
            return Main.EXIT_DONE;
        }
        console.say("not found, and every event needs it: " + String.join(", ", draft.missing()));
        return Main.EXIT_FOUND;
    }

    private @Nullable Format format() throws ConfigException {
        Format named = format == null ? null : Format.named(format);
        if (format != null && named != Format.JSON && named != Format.CSV) {
            throw new ConfigException("--format " + format + ": a mapping is drafted for json or csv");
        }
        return named;
    }
}
