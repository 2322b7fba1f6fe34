package dev.vigie.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Vigie's version, as the build wrote it down. */
final class Version implements IVersionProvider {

    /** The bare number, such as {@code 0.1.0}. */
    static String number() {
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt", e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"vigie " + number() + " (Java " + Runtime.version() + ")"};
    }
}
