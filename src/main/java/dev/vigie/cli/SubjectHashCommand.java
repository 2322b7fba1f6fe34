package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.detect.SubjectHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie subject hash}: ids as alerts show them under the controller's key. */
@Command(
        name = "hash",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Prints the keyed hash of each id, as the evidence of alerts shows it: a line for each, in order, and"
                    + " nothing else. Without ids it reads them from standard input, one a line.",
            "Whoever can run this with the key can find out whose record was read: keep the key from all but those who"
                    + " must, and have it noted what they look up (--audit, or subject.audit-file in vigie.yaml)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie subject hash -c vigie.yaml < ids.txt",
            "  vigie subject hash -c vigie.yaml --audit look-ups.jsonl --reason 'request 2026-17' < ids.txt",
            "  vigie subject hash --key-file subject.key < ids.txt",
            "  VIGIE_KEYS_SUBJECT_KEY_FILE=subject.key vigie subject hash < ids.txt"
        })
final class SubjectHashCommand implements Callable<Integer> {

    private final Console console;
    private final InputStream in;

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Ids of people, exactly as the logs write them. They stay in the shell's history.")
    private List<String> ids = List.of();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The vigie.yaml of the detectors, which names the key.")
    private @Nullable Path file;

    @Option(names = "--key-file", paramLabel = "FILE", description = "The key, in hexadecimal digits.")
    private @Nullable Path keyFile;

    @Mixin
    private final LookUpOptions lookUp = new LookUpOptions();

    SubjectHashCommand(Console console, InputStream in) {
        this.console = console;
        this.in = in;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        String variable = Settings.variable("keys.subject-key");
        if (keyFile != null && console.environment().containsKey(variable)) {
            throw new ConfigException("--key-file and " + variable + " both name a key: leave one out");
        }
        Config config = Config.load(
                file,
                console.environment(),
                settings -> settings.putFlag("keys.subject-key-file", "--key-file", keyFile));
        SubjectHash hash = config.keys().subjectHash();
        if (hash == null) {
            throw new ConfigException(
                    "no subject key is set: give the detectors' configuration by -c, or the key by --key-file");
        }
        try (LookUpAudit audit = lookUp.open(config, "subject hash")) {
            answer(hash, audit);
        }
        return Main.EXIT_DONE;
    }

    private void answer(SubjectHash hash, LookUpAudit audit) throws IOException {
        if (ids.isEmpty()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
            for (String id = lines.readLine(); id != null; id = lines.readLine()) {
                if (!id.isEmpty()) {
                    answer(hash.of(id), audit);
                }
            }
        } else {
            console.say("ids on a command line stay in the shell's history and show in the list of processes:"
                    + " standard input keeps them to itself");
            for (String id : ids) {
                answer(hash.of(id), audit);
            }
        }
    }

    private void answer(String hash, LookUpAudit audit) throws IOException {
        audit.noteSubject(hash);
        console.out().println(hash);
    }
}
