package dev.vigie.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Why somebody looks people up, and where that is noted: in the file of {@code subject.audit-file}, where the
 * configuration has one, which nobody can then leave out; else where {@code --audit} says.
 */
final class LookUpOptions {

    static final int REASON_CHARS_MAX = 500;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "Append to this file who looked whom up, when and why: a line of JSON, before the answer."
                    + " The configuration's subject.audit-file has it done always.")
    private @Nullable Path audit;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, such as the number of the request; needed where look-ups are noted.")
    private @Nullable String reason;

    /**
     * Opens what the command's look-ups are noted in.
     *
     * @throws ConfigException if they are to be noted, and no reason is given
     */
    LookUpAudit open(Config config, String command) throws ConfigException, IOException {
        Path configured = config.lookUpAudit();
        if (configured != null && audit != null) {
            throw new ConfigException(
                    "--audit: look-ups are noted in " + configured + ", as subject.audit-file says; leave --audit out");
        }
        Path file = configured == null ? audit : configured;
        if (file == null) {
            if (reason != null) {
                throw new ConfigException("--reason: it would be noted nowhere: set --audit, or subject.audit-file");
            }
            return LookUpAudit.none();
        }
        if (reason == null || reason.isBlank() || reason.length() > REASON_CHARS_MAX) {
            throw new ConfigException(
                    "look-ups are noted in " + file + " (" + (configured == null ? "--audit" : "subject.audit-file")
                            + "): say by --reason why, in 1 to " + REASON_CHARS_MAX
                            + " characters, such as the number of the request");
        }
        return LookUpAudit.open(file, command, reason, InstantSource.system());
    }
}
