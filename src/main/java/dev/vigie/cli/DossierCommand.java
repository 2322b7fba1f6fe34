package dev.vigie.cli;

import dev.vigie.replay.Manifest;
import dev.vigie.replay.ReplayException;
import dev.vigie.replay.Verification;
import dev.vigie.replay.Verification.Difference;
import dev.vigie.report.Dossier;
import dev.vigie.report.Language;
import dev.vigie.report.Regime;
import dev.vigie.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code vigie dossier}: the documents that a breach asks for, from a replay. */
@Command(
        name = "dossier",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Drafts the notification of a breach from a replay's folder: to the authority, to the controller,"
                + " for the register, and the letter to each person.",
        footerHeading = "%nWhat only people know, the moment of awareness among it, is left as a marked blank.%n"
                + "Where a file of the folder is no longer what its manifest says, it drafts nothing and ends with 1.%n"
                + "Files of the police and of criminal justice (TAJ, FPR) need --regime led.%n%nExamples:%n",
        footer = {
            "  vigie dossier out --alert 2025-12-15-eb44453c0817df1d-1 -o dossier",
            "  vigie dossier out --alert ID1 ID2 --regime led --lang fr -o dossier"
        })
final class DossierCommand implements Callable<Integer> {

    private static final String PAGE = ".html";

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "What vigie replay -o wrote.")
    private Path directory = Path.of("");

    @Option(
            names = "--alert",
            paramLabel = "ID",
            arity = "1..*",
            required = true,
            description = "The alerts that are the breach, by their ids.")
    private List<String> alerts = List.of();

    @Option(
            names = "--regime",
            paramLabel = "LAW",
            converter = RegimeConverter.class,
            description = "gdpr: Regulation (EU) 2016/679, the default; led: Directive (EU) 2016/680.")
    private Regime regime = Regime.GDPR;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            converter = LanguageConverter.class,
            description = "en, the default, or fr.")
    private Language language = Language.ENGLISH;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "Where the documents go; those of an earlier dossier there are replaced.")
    private Path output = Path.of("");

    DossierCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ReportException, ReplayException, IOException {
        List<Difference> changed = changed();
        for (Difference difference : changed) {
            console.say(difference.file() + ": " + difference.what() + ", and no evidence any more");
        }
        if (!changed.isEmpty()) {
            return Main.EXIT_FOUND;
        }
        for (Path file : Dossier.write(directory, alerts, regime, language, output)) {
            console.out().println(file);
        }
        return Main.EXIT_DONE;
    }

    /** Files that somebody has edited. Pages are not evidence, and one that is missing is not cited. */
    private List<Difference> changed() throws ReplayException, IOException {
        if (!Files.exists(directory.resolve(Manifest.NAME))) {
            return List.of();
        }
        return Verification.outputs(Manifest.read(directory), directory).stream()
                .filter(difference -> !difference.file().endsWith(PAGE))
                .filter(difference -> Files.exists(directory.resolve(difference.file())))
                .toList();
    }

    static final class RegimeConverter implements ITypeConverter<Regime> {
        @Override
        public Regime convert(String value) {
            for (Regime regime : Regime.values()) {
                if (regime.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return regime;
                }
            }
            throw new TypeConversionException("'" + value + "' is no law that Vigie knows; gdpr or led");
        }
    }
}
