package dev.vigie.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a replay's directory with its manifest and with a repetition of the replay, file by file. */
public final class Verification {

    private Verification() {}

    /**
     * A file that is not as it should be.
     *
     * @param what what is wrong with it
     */
    public record Difference(String file, String what) {}

    /**
     * The logs that are not those that the replay read.
     *
     * @param files where they lie, in the manifest's order
     */
    public static List<Difference> inputs(Manifest manifest, List<Path> files) throws IOException {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Manifest.Input input = manifest.inputs().get(i);
            if (Files.size(files.get(i)) != input.bytes()
                    || !Sha256.of(files.get(i)).equals(input.sha256())) {
                differences.add(new Difference(input.path(), "not the log that the replay read"));
            }
        }
        return differences;
    }

    /**
     * The files that are not those that the replay wrote, or that a repetition writes differently; the manifest last,
     * since it differs with any of them.
     *
     * @param repeated the repetition's directory
     */
    public static List<Difference> outputs(Manifest manifest, Path directory, Path repeated)
            throws ReplayException, IOException {
        List<Difference> differences = new ArrayList<>();
        Manifest again = Manifest.read(repeated);
        for (Manifest.Output output : manifest.outputs()) {
            String what = difference(output, again.output(output.name()), directory, repeated);
            if (what != null) {
                differences.add(new Difference(output.name(), what));
            }
        }
        byte[] ours = Files.readAllBytes(directory.resolve(Manifest.NAME));
        byte[] theirs = again.withSealed(manifest).json().getBytes(StandardCharsets.UTF_8);
        int at = Arrays.mismatch(ours, theirs);
        if (at >= 0) {
            long line = 1;
            for (int i = 0; i < at; i++) {
                line += ours[i] == '\n' ? 1 : 0;
            }
            differences.add(new Difference(Manifest.NAME, "the repetition's differs from line " + line + " on"));
        }
        return differences;
    }

    private static @Nullable String difference(
            Manifest.Output output, Manifest.@Nullable Output again, Path directory, Path repeated) throws IOException {
        Path file = directory.resolve(output.name());
        if (!Files.isRegularFile(file)) {
            return "missing";
        }
        Manifest.Plain plain = output.plain();
        boolean changed = Files.size(file) != output.bytes() || !Sha256.of(file).equals(output.sha256());
        if (plain != null) {
            boolean same = again != null && plain.equals(again.plain());
            return changed
                    ? "not the file that the manifest describes"
                    : same ? null : "the repetition has another clear text";
        }
        if (again == null) {
            return "the repetition has no such file";
        }
        long at = Files.mismatch(file, repeated.resolve(output.name()));
        if (at >= 0) {
            return "the repetition's differs from line " + line(file, at) + " on";
        }
        return changed ? "not the file that the manifest describes" : null;
    }

    /** The line, from 1, in which the byte at this place stands. */
    private static long line(Path file, long at) throws IOException {
        long line = 1;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (long i = 0; i < at; i++) {
                line += in.read() == '\n' ? 1 : 0;
            }
        }
        return line;
    }
}
