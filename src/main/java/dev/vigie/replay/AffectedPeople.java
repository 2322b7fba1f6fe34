package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Sensitivity;
import dev.vigie.model.Subject;
import dev.vigie.replay.ClosedEpisodes.Span;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who was read: every distinct person with the first and the last time, how often, by which accounts, of which
 * categories, in which alerts. Exact, whatever their number.
 *
 * <p><b>Idea.</b> A table on the heap adds up a person's readings; when it is full it is written away as records and
 * begun anew. An external sort by person brings the parts together, and each person's are added up as they come.
 *
 * <p><b>Memory.</b> Half of {@code heapBytesMax} each for the table and for the sort's run at hand; and one person's
 * row, which names every account that read the person.
 */
final class AffectedPeople implements Closeable {

    static final String[] HEADER = {"subject", "firstRead", "lastRead", "reads", "accounts", "categories", "alerts"};

    /** The category of what the rules' table knows nothing of. */
    private static final String CATEGORY_UNKNOWN = "other";

    private final Map<String, AffectedPerson> people = new HashMap<>();
    private final RecordBytes record = new RecordBytes();
    private final RecordSorter parts;
    private final Sensitivity sensitivity;
    private final SubjectNaming naming;
    private final UnaryOperator<String> shown;
    private final long tableBytesMax;
    private long tableBytes;

    /**
     * @param sensitivity tells fields' categories
     * @param hasher makes of an id what {@link SubjectNaming#HASH} shows; not null there
     */
    AffectedPeople(
            Scratch scratch,
            long heapBytesMax,
            Sensitivity sensitivity,
            SubjectNaming naming,
            @Nullable UnaryOperator<String> hasher) {
        if (naming == SubjectNaming.HASH && hasher == null) {
            throw new IllegalArgumentException("hashes need a key");
        }
        this.tableBytesMax = heapBytesMax / 2;
        this.parts = new RecordSorter(scratch, heapBytesMax / 2);
        this.sensitivity = sensitivity;
        this.naming = naming;
        this.shown = naming == SubjectNaming.HASH && hasher != null ? hasher : id -> id;
    }

    /**
     * Takes in a reading of an event's people.
     *
     * @param episodes that it belongs to
     */
    void add(AccessEvent event, long timeMillis, List<Span> episodes) throws IOException {
        AffectedPerson reading = AffectedPerson.read(
                timeMillis,
                AccountName.of(event).toString(),
                categories(event.fields()),
                episodes.stream().map(Span::id).toList());
        for (String subject : distinct(event.subjects())) {
            String key = shown.apply(subject);
            AffectedPerson known = people.get(key);
            if (known == null) {
                known = AffectedPerson.nobody();
                people.put(key, known);
                tableBytes += 2L * key.length();
            }
            tableBytes += known.add(reading);
        }
        if (tableBytes >= tableBytesMax) {
            writeAway();
        }
    }

    private static Set<String> distinct(List<Subject> subjects) {
        if (subjects.size() == 1) {
            return Set.of(subjects.get(0).id());
        }
        Set<String> distinct = new HashSet<>();
        subjects.forEach(subject -> distinct.add(subject.id()));
        return distinct;
    }

    private Set<String> categories(List<String> fields) {
        Set<String> categories = new TreeSet<>();
        for (String field : fields) {
            String category = sensitivity.category(field);
            categories.add(category == null ? CATEGORY_UNKNOWN : category);
        }
        return categories;
    }

    private void writeAway() throws IOException {
        for (Map.Entry<String, AffectedPerson> each : people.entrySet()) {
            record.text(each.getKey());
            each.getValue().write(record);
            parts.add(record.take());
        }
        people.clear();
        tableBytes = 0;
    }

    /**
     * Writes a row for each person, in the order of what it shows of them; nothing can be added from then on. Returns
     * how many there are.
     */
    long write(CsvFile to) throws IOException {
        writeAway();
        long written = 0;
        String subject = null;
        AffectedPerson person = AffectedPerson.nobody();
        for (Iterator<byte[]> all = parts.sorted(); all.hasNext(); ) {
            RecordReader part = new RecordReader(all.next());
            String next = part.text();
            if (subject != null && !next.equals(subject)) {
                row(subject, ++written, person, to);
                person = AffectedPerson.nobody();
            }
            subject = next;
            person.add(AffectedPerson.read(part));
        }
        if (subject != null) {
            row(subject, ++written, person, to);
        }
        return written;
    }

    private void row(String subject, long ordinal, AffectedPerson person, CsvFile to) {
        to.row(
                naming == SubjectNaming.ORDINAL ? "p" + ordinal : subject,
                CsvFile.time(person.firstMillis()),
                CsvFile.time(person.lastMillis()),
                Long.toString(person.reads()),
                CsvFile.joined(person.accounts()),
                CsvFile.joined(person.categories()),
                CsvFile.joined(person.alerts()));
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
