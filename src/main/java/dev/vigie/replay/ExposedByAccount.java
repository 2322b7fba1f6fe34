package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import dev.vigie.replay.ClosedEpisodes.Span;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many distinct people each account has read in the episodes that are its doing: an external sort by account and
 * person. Memory: {@code heapBytesMax} for the run at hand.
 */
final class ExposedByAccount implements Closeable {

    private final RecordBytes record = new RecordBytes();
    private final RecordSorter readings;
    private @Nullable Iterator<byte[]> sorted;
    private @Nullable AccountName next;
    private String nextPerson = "";

    ExposedByAccount(Scratch scratch, long heapBytesMax) {
        this.readings = new RecordSorter(scratch, heapBytesMax);
    }

    /** Takes in a reading of an event's people. */
    void add(AccessEvent event, List<Span> episodes) throws IOException {
        AccountName account = AccountName.of(event);
        if (episodes.stream().noneMatch(episode -> episode.parties().contains(account))) {
            return;
        }
        for (Subject subject : event.subjects()) {
            readings.add(record.text(account.operator())
                    .text(account.account())
                    .text(subject.id())
                    .take());
        }
    }

    /** Of one account. To be asked of all accounts in the order of their records, of each once. */
    long of(AccountName account) throws IOException {
        Iterator<byte[]> records = sorted;
        if (records == null) {
            records = readings.sorted();
            sorted = records;
            advance(records);
        }
        long people = 0;
        String person = null;
        while (account.equals(next)) {
            people += nextPerson.equals(person) ? 0 : 1;
            person = nextPerson;
            advance(records);
        }
        return people;
    }

    private void advance(Iterator<byte[]> records) {
        if (!records.hasNext()) {
            next = null;
            return;
        }
        RecordReader reading = new RecordReader(records.next());
        next = new AccountName(reading.text(), reading.text());
        nextPerson = reading.text();
    }

    @Override
    public void close() throws IOException {
        readings.close();
    }
}
