package dev.vigie.replay;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.wire.AlertJson;
import java.io.Closeable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The messages of a replay that its {@link Scope} covers, put in order of time, id and sequence. An episode that began
 * before the period is told from its beginning, once it has come so far. Safe for use by several threads.
 *
 * <p>A message's time is its {@code detectedAt}. That an episode is over is noticed at some event or other, later than
 * it was; a replay says that it was detected when it was so.
 */
final class ReplayAlerts implements Closeable {

    private static final long HEAP_BYTES_MAX = 16L << 20;

    private final Scope scope;
    private final ExternalSorter<Line> sorter;
    private final ExternalSorter<Line>.Lane lane;
    private final GravestEpisodes gravest = new GravestEpisodes();
    /** Messages of open episodes that nothing covers yet, by id. */
    private final Map<String, List<Alert>> held = new HashMap<>();
    /** Ids of open episodes that are told. */
    private final Set<String> told = new HashSet<>();

    private List<Alert> fresh = new ArrayList<>();
    private long opened;
    private long updated;
    private long closed;

    // Lines are compared by ORDER alone.
    @SuppressWarnings("ArrayRecordComponent")
    private record Line(long atMillis, String id, int sequence, byte[] json) {
        static final Comparator<Line> ORDER =
                Comparator.comparingLong(Line::atMillis).thenComparing(Line::id).thenComparingInt(Line::sequence);
    }

    ReplayAlerts(Scope scope, Scratch scratch) {
        this.scope = scope;
        this.sorter = new ExternalSorter<>(scratch, new Spilled(), Line.ORDER, HEAP_BYTES_MAX, 1);
        this.lane = sorter.lane();
    }

    synchronized void add(Alert alert) {
        if (scope.isAll()) {
            tell(alert);
        } else if (scope.coversGroupOf(alert)) {
            addIfCovered(alert);
        }
    }

    private void addIfCovered(Alert alert) {
        String id = alert.id();
        boolean ends = alert.state() == State.CLOSED;
        if (told.contains(id)) {
            tell(alert);
        } else {
            held.computeIfAbsent(id, unseen -> new ArrayList<>()).add(alert);
            if (alert.lastEventAtMillis() >= scope.fromMillis() && scope.coversRegistersOf(alert)) {
                held.getOrDefault(id, List.of()).forEach(this::tell);
                held.remove(id);
                told.add(id);
            }
        }
        if (ends) {
            held.remove(id);
            told.remove(id);
        }
    }

    private void tell(Alert noticed) {
        Alert alert = noticed.state() == State.CLOSED
                ? noticed.with(noticed.provenance().at(noticed.closedAtMillis()))
                : noticed;
        switch (alert.state()) {
            case OPEN -> opened++;
            case UPDATE -> updated++;
            case CLOSED -> {
                closed++;
                gravest.add(alert);
            }
        }
        fresh.add(alert);
        byte[] json = AlertJson.line(alert).getBytes(StandardCharsets.UTF_8);
        try {
            lane.add(new Line(alert.provenance().detectedAtMillis(), alert.id(), alert.sequence(), json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The messages since this was last asked, each episode's in their order. */
    synchronized List<Alert> takeFresh() {
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<Alert> taken = fresh;
        fresh = new ArrayList<>();
        return taken;
    }

    /** Writes all messages in order, one a line; nothing can be added from then on. */
    synchronized void writeTo(OutputStream out) throws IOException {
        lane.end();
        try {
            for (Iterator<Line> lines = sorter.sorted(); lines.hasNext(); ) {
                out.write(lines.next().json());
                out.write('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    synchronized long opened() {
        return opened;
    }

    synchronized long updated() {
        return updated;
    }

    synchronized long closed() {
        return closed;
    }

    synchronized List<Alert> gravest() {
        return gravest.list();
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }

    private static final class Spilled implements ExternalSorter.Format<Line> {

        private static final long HEAP_BYTES = 150;

        @Override
        public long heapBytes(Line line) {
            return HEAP_BYTES + line.json.length;
        }

        @Override
        public ExternalSorter.Writing<Line> to(DataOutput out) {
            return line -> write(line, out);
        }

        @Override
        public ExternalSorter.Reading<Line> from(DataInput in) {
            return () -> read(in);
        }

        private static void write(Line line, DataOutput out) throws IOException {
            out.writeLong(line.atMillis);
            out.writeUTF(line.id);
            out.writeInt(line.sequence);
            out.writeInt(line.json.length);
            out.write(line.json);
        }

        private static Line read(DataInput in) throws IOException {
            long atMillis = in.readLong();
            String id = in.readUTF();
            int sequence = in.readInt();
            byte[] json = new byte[in.readInt()];
            in.readFully(json);
            return new Line(atMillis, id, sequence, json);
        }
    }
}
