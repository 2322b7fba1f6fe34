package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A log in a file: plain, or compressed by gzip or zstd, which its first bytes tell. It is read as a stream, in memory
 * that its longest record bounds ({@link LineParser#LINE_BYTES_MAX}), however large the file is or becomes unpacked.
 *
 * <p>An event whose log gives no id is identified by {@code name-checksum:number}: the file's name without {@code .gz}
 * or {@code .zst}, a checksum of its first {@value Recognition#PREFIX_BYTES} unpacked bytes, and its line, or its place
 * in the array. So one log given twice, packed and unpacked, counts once.
 */
public final class LogFile implements AutoCloseable {

    private static final int NAME_LENGTH_MAX = 256;

    /** Takes what a log contains. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes one candidate.
         *
         * @param number its line, or its place in the array, counted from 1
         */
        void accept(Parsed parsed, long number);
    }

    /** The same with the bytes that each candidate was made of. */
    @FunctionalInterface
    public interface RawSink {

        /**
         * Takes one candidate; its bytes, which are lent until the call returns, are {@code bytes} from {@code from} to
         * before {@code to}, without the line's end. Of a record that is rejected for its length they are its
         * beginning.
         */
        void accept(Parsed parsed, long number, byte[] bytes, int from, int to);
    }

    private final CountedInput file;
    private final InputStream unpacked;
    private final long bytesTotal;
    private final String idPrefix;
    private final @Nullable Layout layout;
    private final Records records;
    private final Candidates candidates;
    private byte[] header = {};

    private LogFile(
            String shown,
            String name,
            long bytesTotal,
            CountedInput file,
            InputStream unpacked,
            @Nullable Layout wanted,
            Mapping mapping,
            String fallbackOperator)
            throws IOException, UnreadableLogException {
        this.file = file;
        this.unpacked = unpacked;
        this.bytesTotal = bytesTotal;
        ByteWindow window = new ByteWindow(unpacked);
        window.peek(Recognition.PREFIX_BYTES);
        this.idPrefix = idPrefix(name, window);
        window.dropByteOrderMark();
        byte[] prefix = Arrays.copyOfRange(window.bytes(), window.start(), window.start() + window.length());
        this.layout = wanted != null ? wanted : Recognition.layout(prefix, mapping);
        Format format = format();
        boolean blank = !new LineRecords(new ByteWindow(prefix, 0, prefix.length)).next();
        if (format == null && !blank) {
            throw new UnreadableLogException(shown + ": not recognised; say which format it has: " + Layout.choices()
                    + " (a CSV log begins with a header)");
        }
        if (format != null) {
            mapping.requireFor(format);
        }
        if (format == Format.CSV && !blank) {
            CsvForm form = CsvForm.of(Recognition.firstLine(prefix), mapping, shown);
            this.records = new CsvRecords(window, form.delimiter());
            this.candidates = new Candidates(form.parser(), fallbackOperator, mapping);
            if (form.hasHeader()) {
                records.next();
                header = Arrays.copyOfRange(window.bytes(), window.start(), window.start() + records.length);
            }
        } else {
            boolean wrapped = layout != null && layout.envelope() == Envelope.SYSLOG;
            RecordParser parser = parser(format, mapping);
            this.records = wrapped ? SyslogRecords.ended(window) : cut(format, mapping, window);
            this.candidates = new Candidates(wrapped ? new SyslogEvents(parser) : parser, fallbackOperator, mapping);
        }
    }

    /**
     * Opens a log, and reads as far as it takes to know its format.
     *
     * @param layout its format, and the envelope around each record; null to tell both by content
     * @param mapping how its fields are made of what it says, and the zone of times that say none; its format is the
     *     log's, where {@code layout} is null
     * @param fallbackOperator whose log it is, for records that do not say so themselves
     * @throws UnreadableLogException if there is no such file, it is a directory or cannot be read, nothing in it looks
     *     like a log, the mapping is for another format or lacks a zone, or the header of a CSV log names an unknown
     *     column, one twice, or lacks one that the mapping or every event needs
     */
    public static LogFile open(Path path, @Nullable Layout layout, Mapping mapping, String fallbackOperator)
            throws UnreadableLogException {
        if (Files.isDirectory(path)) {
            throw new UnreadableLogException(path + ": a directory; name the log files in it");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UnreadableLogException(
                    path + ": no regular file; a log is read more than once, so save what comes by a pipe to a file");
        }
        try {
            CountedInput file = new CountedInput(Files.newInputStream(path));
            try {
                String name = String.valueOf(path.getFileName());
                return new LogFile(
                        path.toString(),
                        name,
                        Files.size(path),
                        file,
                        unpacked(file),
                        layout,
                        mapping,
                        fallbackOperator);
            } catch (IOException | UnreadableLogException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new UnreadableLogException(path + ": no such file");
        } catch (AccessDeniedException e) {
            throw new UnreadableLogException(path + ": this user may not read it");
        } catch (IOException e) {
            throw new UnreadableLogException(path + ": cannot be read: " + e.getMessage());
        }
    }

    /**
     * Opens a member of an archive, as {@link #open(Path, Layout, Mapping, String)} does a file.
     *
     * @param archive the file that it lies in
     * @param member its name there
     * @param in its bytes, which the caller closes
     */
    public static LogFile open(
            Path archive,
            String member,
            InputStream in,
            @Nullable Layout layout,
            Mapping mapping,
            String fallbackOperator)
            throws UnreadableLogException, IOException {
        CountedInput file = new CountedInput(in);
        String name = member.substring(member.lastIndexOf('/') + 1);
        return new LogFile(archive + "!/" + member, name, 0, file, unpacked(file), layout, mapping, fallbackOperator);
    }

    /**
     * Hands over what has become of each candidate, in order. Where compressed data breaks off or is damaged, the
     * candidates before count, and one last rejection says where.
     *
     * @throws IOException if the file itself cannot be read on, as on a broken disk
     */
    public void read(Sink sink) throws IOException {
        read((parsed, number, bytes, from, to) -> sink.accept(parsed, number));
    }

    /** Hands over the same with the bytes that it was made of. */
    public void read(RawSink sink) throws IOException {
        while (hasNext(sink)) {
            Parsed parsed = candidates.parse(records, null, idPrefix, records.number, AccessEvent.UNKNOWN);
            if (parsed != null) {
                int from = records.window.start();
                sink.accept(parsed, records.number, records.window.bytes(), from, from + records.length);
            }
        }
    }

    /** The row that names the columns of a CSV log, as it stands there; empty for a log that has none. */
    public byte[] header() {
        return header.clone();
    }

    /** How much of the file, as it lies on the disk, has been read. May be called by another thread. */
    public long bytesRead() {
        return file.count();
    }

    /** How long the file was when it was opened; 0 for a member of an archive. */
    public long bytesTotal() {
        return bytesTotal;
    }

    /** Which format is being read; null for an empty log of which nobody said so. */
    public @Nullable Format format() {
        return layout == null ? null : layout.format();
    }

    /** The same with the envelope around each record. */
    public @Nullable Layout layout() {
        return layout;
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private boolean hasNext(RawSink sink) throws IOException {
        try {
            return records.next();
        } catch (IOException e) {
            if (file.failed()) {
                throw e;
            }
            ByteWindow window = records.window;
            String where = ", at byte " + (window.position() + window.length()) + " of the unpacked log";
            Rejection rejection = file.ended()
                    ? new Rejection(Reason.TRUNCATED, "the compressed data ends too early" + where)
                    : new Rejection(Reason.CORRUPT, "the compressed data is damaged" + where);
            int from = window.start();
            int to = from + window.length();
            Parsed broken = Parsed.Rejected.of(rejection, window.bytes(), from, to);
            sink.accept(broken, records.number + 1, window.bytes(), from, to);
            return false;
        }
    }

    private static InputStream unpacked(CountedInput file) throws IOException {
        BufferedInputStream in = Packing.buffered(file);
        try {
            return Packing.of(in).unpack(in);
        } catch (IOException e) {
            if (file.failed()) {
                throw e;
            }
            return new BrokenInput(e);
        }
    }

    private static Records cut(@Nullable Format format, Mapping mapping, ByteWindow window) {
        if (format == null) {
            return new LineRecords(window);
        }
        return switch (format) {
            case JSON ->
                mapping.format() == null ? JsonRecords.inJson(window) : JsonRecords.inSpread(window, JsonOpening.ARRAY);
            case CLOUDTRAIL -> new AwsRecords(JsonRecords.inCloudTrail(window));
            case OCSF, ECS -> JsonRecords.inSpread(window, JsonOpening.ARRAY);
            case FHIR -> JsonRecords.inSpread(window, JsonOpening.ENTRIES);
            case PGAUDIT -> PgAuditEvents.cut(window, true);
            case W3C, CEF -> LineRecords.ended(window);
            case CSV, COMBINED -> new LineRecords(window);
        };
    }

    /** A parser for records of any format but CSV, whose header it would need. */
    static RecordParser parser(@Nullable Format format, Mapping mapping) {
        if (format == null) {
            return new JsonEvents();
        }
        return switch (format) {
            case COMBINED -> new CombinedEvents(mapping);
            case CLOUDTRAIL -> new CloudTrailEvents();
            case OCSF -> new OcsfEvents(mapping);
            case ECS -> new EcsEvents(mapping);
            case FHIR -> new FhirEvents(mapping);
            case PGAUDIT -> new PgAuditEvents(mapping);
            case W3C -> new W3cEvents(mapping);
            case CEF -> new CefEvents(mapping);
            case JSON, CSV -> mapping.format() == null ? new JsonEvents() : new MappedJson(mapping);
        };
    }

    private static String idPrefix(String fileName, ByteWindow window) {
        CRC32 checksum = new CRC32();
        checksum.update(window.bytes(), window.start(), Math.min(window.length(), Recognition.PREFIX_BYTES));
        String name = fileName.replaceFirst("\\.(gz|zst)$", "");
        return name.substring(0, Math.min(name.length(), NAME_LENGTH_MAX))
                + String.format("-%08x", checksum.getValue());
    }
}
