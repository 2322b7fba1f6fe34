package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import dev.vigie.replay.ClosedEpisodes.Span;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the number of people grew whom each episode's group has read since its opening window began, exactly, as a curve
 * of at most {@value #POINTS_MAX} points: the beginning, the opening and the end, and between them one whenever another
 * equal part of all the people has been read.
 *
 * <p>Two external sorts: by episode, person and time, which leaves of each person the first reading; then by episode
 * and time. Memory: half of {@code heapBytesMax} for each sort's run at hand, a curve, and a number for each episode.
 */
final class ExposureCurves implements Closeable {

    static final int POINTS_MAX = 500;

    static final String[] HEADER = {"alertId", "time", "peopleExposed"};

    /** What is left for equal parts beside the beginning, the opening and the end. */
    private static final int PARTS_MAX = POINTS_MAX - 4;

    private final RecordBytes record = new RecordBytes();
    private final RecordSorter readings;
    private final RecordSorter firstReadings;
    private final Map<String, Long> peopleByEpisode = new HashMap<>();

    ExposureCurves(Scratch scratch, long heapBytesMax) {
        this.readings = new RecordSorter(scratch, heapBytesMax / 2);
        this.firstReadings = new RecordSorter(scratch, heapBytesMax / 2);
    }

    /** Takes in a reading of an event's people. */
    void add(AccessEvent event, long timeMillis, List<Span> episodes) throws IOException {
        for (Span episode : episodes) {
            for (Subject subject : event.subjects()) {
                readings.add(record.text(episode.id())
                        .text(subject.id())
                        .number(timeMillis)
                        .take());
            }
        }
    }

    /** Writes the curve of each of {@code episodes}, which are in the order of their ids. */
    void write(Collection<Span> episodes, CsvFile to) throws IOException {
        keepFirstReadings();
        FirstReadings all = new FirstReadings(firstReadings.sorted());
        for (Span episode : episodes) {
            Map<Long, Long> curve = curve(episode, peopleByEpisode.getOrDefault(episode.id(), 0L), all);
            curve.forEach(
                    (timeMillis, people) -> to.row(episode.id(), CsvFile.time(timeMillis), Long.toString(people)));
        }
    }

    private void keepFirstReadings() throws IOException {
        String episode = "";
        String person = null;
        for (Iterator<byte[]> all = readings.sorted(); all.hasNext(); ) {
            RecordReader reading = new RecordReader(all.next());
            String nextEpisode = reading.text();
            String nextPerson = reading.text();
            if (!nextPerson.equals(person) || !nextEpisode.equals(episode)) {
                firstReadings.add(
                        record.text(nextEpisode).number(reading.number()).take());
                peopleByEpisode.merge(nextEpisode, 1L, Long::sum);
            }
            episode = nextEpisode;
            person = nextPerson;
        }
        readings.close();
    }

    /** People by time. */
    private static Map<Long, Long> curve(Span episode, long peopleAtEnd, FirstReadings all) {
        long part = Math.max(1, Math.floorDiv(peopleAtEnd - 1, PARTS_MAX) + 1);
        TreeMap<Long, Long> curve = new TreeMap<>();
        curve.put(episode.fromMillis(), 0L);
        curve.put(episode.openedMillis(), 0L);
        long people = 0;
        for (long timeMillis = all.next(episode.id());
                timeMillis != FirstReadings.NONE;
                timeMillis = all.next(episode.id())) {
            people++;
            if (timeMillis <= episode.openedMillis()) {
                curve.put(episode.openedMillis(), people);
            }
            if (people % part == 0 || timeMillis == episode.fromMillis() || curve.containsKey(timeMillis)) {
                curve.put(timeMillis, people);
            }
        }
        curve.put(episode.toMillis(), people);
        return curve;
    }

    /** The times of first readings, episode after episode. */
    private static final class FirstReadings {

        static final long NONE = Long.MIN_VALUE;

        private final Iterator<byte[]> records;
        private @Nullable RecordReader next;
        private String nextEpisode = "";

        FirstReadings(Iterator<byte[]> records) {
            this.records = records;
            advance();
        }

        private void advance() {
            next = records.hasNext() ? new RecordReader(records.next()) : null;
            nextEpisode = next == null ? "" : next.text();
        }

        /** The next of this episode's, or {@link #NONE}. */
        long next(String episode) {
            RecordReader reading = next;
            if (reading == null || !nextEpisode.equals(episode)) {
                return NONE;
            }
            long timeMillis = reading.number();
            advance();
            return timeMillis;
        }
    }

    @Override
    public void close() throws IOException {
        readings.close();
        firstReadings.close();
    }
}
