package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a replay writes to. Files are made in a staging directory within it, that only the user may read,
 * and take their places together when all of them are complete. Whatever else lies in the directory is left alone.
 */
final class OutputDirectory implements Closeable {

    static final String ALERTS = "alerts.jsonl";
    static final String REJECTED = "rejected.jsonl";
    static final String ACCOUNTS = "accounts.csv";
    static final String TIMELINE = "timeline.csv";
    static final String EXPOSURE = "exposure.csv";
    static final String AFFECTED = "affected.csv";
    static final String AFFECTED_SEALED = "affected.csv.pgp";
    static final String LEDGER = "ledger.json";
    static final String MANIFEST = "manifest.json";
    static final String SUMMARY = "summary.json";
    static final String REPORT = "report.html";
    static final String REPORT_FRENCH = "report.fr.html";
    /** How far a replay came that was stopped; there is none beside what a whole one found. */
    static final String UNFINISHED = "unfinished.json";

    /** The summary last: while it is an old one, so may be the rest. */
    static final List<String> FILES = List.of(
            REJECTED,
            ALERTS,
            ACCOUNTS,
            TIMELINE,
            EXPOSURE,
            AFFECTED,
            AFFECTED_SEALED,
            LEDGER,
            REPORT,
            REPORT_FRENCH,
            MANIFEST,
            SUMMARY);

    /** What names people, or holds lines that do. */
    private static final Set<String> PRIVATE = Set.of(REJECTED, AFFECTED, AFFECTED_SEALED);

    private static final String STAGING = ".vigie-replay";
    private static final String READ = "read";
    private static final String LOCK = "lock";
    private static final String PRIVATE_FILE = "rw-------";
    private static final String PRIVATE_DIRECTORY = "rwx------";

    private final Path directory;
    private final Path staging;
    private final FileChannel lock;
    private final Map<String, Written> written = new TreeMap<>();
    /** Whether what was read stays when this replay ends before it is done. */
    private boolean keepsRead;

    /**
     * A file that was begun.
     *
     * @param plain what went into the seal, or null where there is none
     */
    private record Written(HashedOutput file, @Nullable HashedOutput plain) {

        Manifest.Output output(String name) {
            return new Manifest.Output(
                    name,
                    file.bytes(),
                    file.sha256(),
                    plain == null ? null : new Manifest.Plain(plain.bytes(), plain.sha256()));
        }
    }

    private OutputDirectory(Path directory, Path staging, FileChannel lock, boolean keepsRead) {
        this.directory = directory;
        this.staging = staging;
        this.lock = lock;
        this.keepsRead = keepsRead;
    }

    /**
     * Makes the directory, if need be, and sees to it that nobody else writes there.
     *
     * @param keepsRead whether what an interrupted replay has read stays there, and what this one reads, until it is
     *     done
     * @throws ReplayException if it cannot be written, another replay is writing there, or it holds files of these
     *     names that are no replay's
     */
    static OutputDirectory open(Path directory, boolean keepsRead) throws ReplayException {
        refuseForeignFiles(directory);
        Path staging = directory.resolve(STAGING);
        try {
            Files.createDirectories(staging);
            restrict(staging, PRIVATE_DIRECTORY);
            FileChannel channel =
                    FileChannel.open(staging.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(channel)) {
                channel.close();
                throw new ReplayException(directory + ": another replay is writing there; choose another directory");
            }
            OutputDirectory output = new OutputDirectory(directory, staging, channel, keepsRead);
            output.empty();
            return output;
        } catch (IOException e) {
            throw new ReplayException(directory + ": cannot be written (" + reason(e) + "); choose another directory");
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException fault && fault.getReason() != null) {
            return fault.getReason();
        }
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    private static void refuseForeignFiles(Path directory) throws ReplayException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new ReplayException(directory + ": a file; the results need a directory");
        }
        for (String name : FILES) {
            if (Files.exists(directory.resolve(name)) && !isSummary(directory.resolve(SUMMARY))) {
                throw new ReplayException(
                        directory + ": holds a " + name + " that no replay wrote; choose another directory");
            }
        }
    }

    /** Whether this is a summary of Vigie's: its first member says so. */
    private static boolean isSummary(Path file) {
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            return json.nextToken() == JsonToken.START_OBJECT
                    && SummaryJson.TYPE_MEMBER.equals(json.nextFieldName())
                    && SummaryJson.TYPE.equals(json.nextTextValue());
        } catch (IOException e) {
            return false;
        }
    }

    /** Begins one of the files; what was written under its name so far is forgotten. */
    OutputStream create(String name) throws IOException {
        Files.deleteIfExists(staging.resolve(name));
        HashedOutput file = begin(name);
        written.put(name, new Written(file, null));
        return file;
    }

    /**
     * Begins one of the files, of which the disk never sees the clear text.
     *
     * @param textName what the clear text is called
     */
    OutputStream createSealed(String name, String textName, Seal seal) throws IOException {
        HashedOutput file = begin(name);
        HashedOutput plain = new HashedOutput(seal.over(file, textName));
        written.put(name, new Written(file, plain));
        return plain;
    }

    private HashedOutput begin(String name) throws IOException {
        Path file = staging.resolve(name);
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        if (PRIVATE.contains(name)) {
            restrict(file, PRIVATE_FILE);
        }
        return new HashedOutput(new BufferedOutputStream(out));
    }

    /** The files so far, all of which are closed, in the order of their names; to be asked once. */
    List<Manifest.Output> outputs() {
        List<Manifest.Output> outputs = new ArrayList<>();
        written.forEach((name, file) -> outputs.add(file.output(name)));
        return outputs;
    }

    /** A place for what does not fit the heap, which {@link #close} removes. */
    Path scratch() {
        return staging;
    }

    /** Where that lies which stays when a replay is interrupted. */
    Path read() {
        return staging.resolve(READ);
    }

    /** Puts the files in their places; those of an earlier replay that this one does not have are removed. */
    void publish() throws IOException {
        for (String name : FILES) {
            if (written.containsKey(name)) {
                Files.move(
                        staging.resolve(name),
                        directory.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(directory.resolve(name));
            }
        }
        Files.deleteIfExists(directory.resolve(UNFINISHED));
        keepsRead = false;
    }

    /** Says how far a replay came that ends here. What an earlier one found stays as it is. */
    void leave(String unfinished) throws IOException {
        Files.writeString(directory.resolve(UNFINISHED), unfinished);
    }

    private static void restrict(Path path, String permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    /** Removes what this replay, or one that was killed, left in the staging directory. */
    private void empty() throws IOException {
        deleteAllIn(staging, path -> !path.endsWith(LOCK) && !(keepsRead && path.startsWith(read())));
    }

    /** Deletes what lies in a directory, as far as it is to go. */
    static void deleteAllIn(Path directory, Predicate<Path> goes) throws IOException {
        try (Stream<Path> left = Files.walk(directory)) {
            for (Path path : left.filter(path -> !path.equals(directory) && goes.test(path))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        empty();
        Files.deleteIfExists(staging.resolve(LOCK));
        lock.close();
        if (!Files.exists(read())) {
            Files.deleteIfExists(staging);
        }
    }
}
