package dev.vigie.cli;

import dev.vigie.report.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie account}: what a replay's directory tells of one account. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Tells an account's story from a replay's directory: what it did in all, its alerts, its days.",
        footerHeading = "%nExamples:%n",
        footer = {"  vigie account op-05/plemaire out", "  vigie account op-05/plemaire out --lang fr"})
final class AccountCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "ACCOUNT",
            description = "OPERATOR/ACCOUNT, or the account alone where only one operator has one of that name.")
    private String account = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "The directory of a replay.")
    private Path directory = Path.of("");

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            converter = LanguageConverter.class,
            description = "en, the default, or fr.")
    private Language language = Language.ENGLISH;

    AccountCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        AccountStory.find(directory, account).print(language, console.out());
        return Main.EXIT_DONE;
    }
}
