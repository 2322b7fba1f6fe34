package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a replay has read so far, written down so that another process can go on where this one is interrupted, in
 * whatever moment. A file of JSON lines, of which a broken last one is passed over:
 *
 * <pre>
 *   {"job":"..."}                                  whose logs these are
 *   {"run":"scratch-3","key":"...","count":9000}   a sorted run of events, forced to the disk
 *   {"log":7,"sha256":"...","events":1200, ...}    a log all of whose events are in the runs above
 *   {"accepted":[7]}                               a process went on: of the runs above, only these logs' events count
 * </pre>
 *
 * Runs hold events of logs that were not read to their end; these logs are read again, and so their events in older
 * runs must not count. The keys stand here since the next process needs them: what lies in this directory is as safe as
 * the directory, which only its owner may enter. Used by several threads.
 */
final class ReadJournal implements ExternalSorter.Keeper<ReadEvent>, Closeable {

    private static final String FILE = "journal.jsonl";
    /** How runs are written: those of a release that wrote them otherwise cannot be merged with ours. */
    private static final String RUNS = "by day and account, packed, with CRC-32C";

    private static final long FILE_BYTES_MAX = 64L << 20;

    private final Path directory;
    private final Path file;
    private final Scratch scratch;
    private final List<SortedFile<ReadEvent>> runs = new ArrayList<>();
    private final Map<Integer, ReadLog> logs = new HashMap<>();
    private final FileChannel channel;

    private ReadJournal(Path directory, Milestone milestone) throws IOException {
        this.directory = directory;
        this.file = directory.resolve(FILE);
        this.scratch = new Scratch(directory, milestone);
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Goes on with what lies in {@code directory}, if it is this job's; else the directory is emptied and a journal
     * begun.
     *
     * @param job tells jobs apart that would read other events
     */
    static ReadJournal open(Path directory, String job, Milestone milestone) throws IOException {
        Files.createDirectories(directory);
        ReadJournal journal = new ReadJournal(directory, milestone);
        if (!journal.readOn(job)) {
            journal.close();
            OutputDirectory.deleteAllIn(directory, path -> true);
            journal = new ReadJournal(directory, milestone);
            journal.append(to -> to.writeStringField("job", job));
        }
        journal.deleteStrangeRuns();
        return journal;
    }

    /** Tells jobs apart that would read other events: by version, options, and the logs' names and sizes. */
    static String job(ReplayJob job, InputLogs inputs) {
        StringBuilder text = new StringBuilder(job.version()).append('\n');
        text.append(RUNS).append('\n');
        for (RecordedOption option : job.folder().options()) {
            text.append(option.name()).append('=').append(option.value());
            text.append(' ').append(option.sha256()).append('\n');
        }
        text.append(job.operator()).append('\n');
        for (LogInput log : inputs.logs()) {
            text.append(log.name()).append(' ').append(log.member()).append(' ').append(log.bytes());
            text.append('\n');
        }
        return Sha256.of(text.toString());
    }

    /** Takes in what is there; false if it is of no use. */
    private boolean readOn(String job) throws IOException {
        if (channel.size() > FILE_BYTES_MAX) {
            return false;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        // What does not end was being written when the process was killed.
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        ObjectMapper json = new ObjectMapper();
        boolean known = false;
        try {
            for (String line : whole.lines().toList()) {
                JsonNode tree = json.readTree(line);
                known |= tree.path("job").asText().equals(job);
                if (!known) {
                    return false;
                }
                take(tree);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return false;
        }
        for (SortedFile<ReadEvent> run : runs) {
            if (!Files.isRegularFile(directory.resolve(run.file().name()))) {
                return false;
            }
        }
        return known;
    }

    /** What was being written, or merged, when the process was killed. */
    private void deleteStrangeRuns() throws IOException {
        Set<String> known = runs.stream().map(run -> run.file().name()).collect(Collectors.toSet());
        OutputDirectory.deleteAllIn(directory, path -> {
            String name = String.valueOf(path.getFileName());
            return name.startsWith(Scratch.PREFIX) && !known.contains(name);
        });
    }

    private void take(JsonNode line) {
        if (line.has("run")) {
            byte[] key = HexFormat.of().parseHex(line.path("key").asText());
            Scratch.TemporaryFile run = scratch.writtenBefore(line.path("run").asText(), key);
            runs.add(new SortedFile<>(run, ReadEvent.FORMAT, line.path("count").asLong(), any -> true));
        } else if (line.has("log")) {
            logs.put(line.path("log").asInt(), ReadLog.read(line));
        } else if (line.has("accepted")) {
            List<Integer> accepted = new ArrayList<>();
            line.path("accepted").forEach(each -> accepted.add(each.asInt()));
            accept(Set.copyOf(accepted));
        }
    }

    private void accept(Set<Integer> accepted) {
        logs.keySet().retainAll(accepted);
        runs.replaceAll(run -> new SortedFile<>(
                run.file(), run.format(), run.count(), run.counting().and(event -> accepted.contains(event.log()))));
    }

    /** Where this replay's own runs go. */
    Scratch scratch() {
        return scratch;
    }

    /** Where else something may lie that is to be kept. */
    Path directory() {
        return directory;
    }

    /** The logs that were read to their end, by their place. */
    Map<Integer, ReadLog> logs() {
        return Map.copyOf(logs);
    }

    /**
     * The runs of which the events of these logs count.
     *
     * @param accepted some of those that were read; all others will be read again
     */
    List<SortedFile<ReadEvent>> goOnWith(Set<Integer> accepted) throws IOException {
        accept(accepted);
        append(to -> {
            to.writeArrayFieldStart("accepted");
            for (Integer log : accepted) {
                to.writeNumber(log);
            }
            to.writeEndArray();
        });
        return List.copyOf(runs);
    }

    @Override
    public void written(SortedFile<ReadEvent> run) throws IOException {
        run.file().force();
        append(to -> {
            to.writeStringField("run", run.file().name());
            to.writeStringField("key", HexFormat.of().formatHex(run.file().key()));
            to.writeNumberField("count", run.count());
        });
    }

    /** Forces a file to the disk, if there is one: what is noted here must not be there alone. */
    void force(Path written) throws IOException {
        if (Files.exists(written)) {
            try (FileChannel open = FileChannel.open(written, StandardOpenOption.WRITE)) {
                open.force(true);
            }
        }
    }

    /** A log has been read to its end, and all of its events, and its rejected lines, are on the disk. */
    void read(int log, ReadLog its) throws IOException {
        append(to -> {
            to.writeNumberField("log", log);
            its.write(to);
        });
    }

    @FunctionalInterface
    private interface Members {
        void write(JsonGenerator to) throws IOException;
    }

    private synchronized void append(Members members) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator to = new JsonFactory().createGenerator(line)) {
            to.writeStartObject();
            members.write(to);
            to.writeEndObject();
        }
        line.write('\n');
        ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
