package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.vigie.model.AccessEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Raw records, log by log, as members of an archive: {@code records/1.log} and so on, each record as it stood there and
 * a line feed, and {@code records.jsonl}, which says of each where it came from and where it stands here.
 *
 * <pre>
 *   {"eventId":"t-7","time":"2026-01-05T10:07:00Z","log":"a.csv","line":8,
 *    "file":"records/1.log","at":180,"bytes":38,"sha256":"..."}
 * </pre>
 *
 * Of a topic it says {@code topic}, {@code partition} and {@code offset}. Where several events came out of one record,
 * it stands there for each. Used by one thread.
 */
final class EvidenceRecords implements Closeable {

    private final Scratch scratch;
    private final ArchiveMember list;
    private final JsonGenerator json;
    private final MessageDigest whole = Sha256.digest();
    private final List<Log> logs = new ArrayList<>();
    private Place place = new Place("", Place.FILE, null, new byte[0]);
    private @Nullable ArchiveMember open;
    private long records;
    private long inLog;

    /**
     * Where records come from.
     *
     * @param name the log's, or the topic's
     * @param partition of the topic; {@link #FILE} for a file
     * @param file null for a topic
     * @param header the columns of a CSV log; else empty
     */
    // Nobody compares places.
    @SuppressWarnings("ArrayRecordComponent")
    record Place(String name, int partition, @Nullable Path file, byte[] header) {

        static final int FILE = -1;

        boolean isFile() {
            return partition == FILE;
        }
    }

    /** A log that some records came from. */
    record Log(Place place, ArchiveMember member, long records) {}

    EvidenceRecords(Scratch scratch) throws IOException {
        this.scratch = scratch;
        this.list = new ArchiveMember("records.jsonl", scratch);
        this.json = new JsonFactory().createGenerator(list);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    /** Another log begins. */
    void begin(Place next) throws IOException {
        end();
        place = next;
    }

    /** The log at hand ends. */
    void end() throws IOException {
        ArchiveMember member = open;
        if (member != null) {
            member.close();
            logs.add(new Log(place, member, inLog));
        }
        open = null;
        inLog = 0;
    }

    /**
     * Takes a record of the log at hand.
     *
     * @param position its line or offset
     */
    void add(AccessEvent event, long timeMillis, long position, byte[] bytes, int from, int to) throws IOException {
        ArchiveMember member = open;
        if (member == null) {
            member = new ArchiveMember("records/" + (logs.size() + 1) + ".log", scratch);
            open = member;
        }
        long at = member.bytes();
        member.write(bytes, from, to - from);
        member.write('\n');
        whole.update(ByteBuffer.allocate(Integer.BYTES).putInt(to - from).array());
        whole.update(bytes, from, to - from);
        MessageDigest own = Sha256.digest();
        own.update(bytes, from, to - from);
        json.writeStartObject();
        json.writeStringField("eventId", event.id());
        json.writeStringField("time", CsvFile.time(timeMillis));
        if (place.isFile()) {
            json.writeStringField("log", place.name());
            json.writeNumberField("line", position);
        } else {
            json.writeStringField("topic", place.name());
            json.writeNumberField("partition", place.partition());
            json.writeNumberField("offset", position);
        }
        json.writeStringField("file", member.name());
        json.writeNumberField("at", at);
        json.writeNumberField("bytes", to - from);
        json.writeStringField("sha256", HexFormat.of().formatHex(own.digest()));
        json.writeEndObject();
        records++;
        inLog++;
    }

    long count() {
        return records;
    }

    /** The logs that any records came from, in their order, once the last has ended. */
    List<Log> logs() {
        return logs;
    }

    /** What says where each record came from; nothing can be added from then on. */
    ArchiveMember list() throws IOException {
        if (records > 0) {
            json.writeRaw('\n');
        }
        json.close();
        return list;
    }

    /** Over each record's length (4 bytes) and bytes, in order; to be asked once. */
    String sha256() {
        return HexFormat.of().formatHex(whole.digest());
    }

    @Override
    public void close() throws IOException {
        end();
        json.close();
    }
}
