package dev.vigie.cli;

import dev.vigie.model.AccessEvent;
import dev.vigie.simulate.Simulation;
import dev.vigie.simulate.TruthCsv;
import dev.vigie.wire.EventJson;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/** Simulated operators' logs in a directory, one file for each operator that has anything to log. */
final class SimulatedLogs implements Closeable {

    /** Of each file's buffer; there may be thousands of operators. */
    private static final int BUFFER_BYTES = 1 << 14;

    private static final long DAY_MILLIS = 86_400_000;
    private static final String TRUTH = "truth.csv";

    private final Path directory;
    private final boolean gzip;
    private final Map<String, OutputStream> files = new LinkedHashMap<>();
    private long lines;

    SimulatedLogs(Path directory, boolean gzip) {
        this.directory = directory;
        this.gzip = gzip;
    }

    /**
     * Writes everything; closing completes the files.
     *
     * @param days is told, often, how many days have been written
     */
    void write(Simulation simulation, LongConsumer days) throws IOException {
        for (Iterator<AccessEvent> events = simulation.events(); events.hasNext(); ) {
            AccessEvent event = events.next();
            OutputStream file = files.get(event.operator());
            if (file == null) {
                file = open(event.operator() + (gzip ? ".jsonl.gz" : ".jsonl"));
                files.put(event.operator(), file);
            }
            EventJson.write(event, file);
            lines++;
            days.accept(Math.floorDiv(event.ingestedAtMillis() - simulation.startsMillis(0), DAY_MILLIS));
        }
        try (Writer truth = Files.newBufferedWriter(directory.resolve(TRUTH), StandardOpenOption.CREATE_NEW)) {
            TruthCsv.write(simulation.truth(), truth);
        }
    }

    long lines() {
        return lines;
    }

    int files() {
        return files.size();
    }

    private OutputStream open(String name) throws IOException {
        OutputStream file = Files.newOutputStream(directory.resolve(name), StandardOpenOption.CREATE_NEW);
        return new BufferedOutputStream(gzip ? new GZIPOutputStream(file, BUFFER_BYTES) : file, BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
        for (OutputStream file : files.values()) {
            file.close();
        }
    }
}
