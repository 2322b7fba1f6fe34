package dev.vigie.replay;

import dev.vigie.replay.ClosedEpisodes.Standing;
import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts accounts and their days in the order in which {@code accounts.csv} and {@code timeline.csv} have them: those
 * that exposed most people first, and day after day. Memory: half of {@code heapBytesMax} for each sort's run at hand.
 */
final class AccountFiles implements AccountDays.Sink, Closeable {

    static final String[] ACCOUNTS_HEADER = {
        "operator",
        "account",
        "firstEventAt",
        "lastEventAt",
        "events",
        "peopleRead",
        "recordsUnnamed",
        "alerts",
        "highestLevel",
        "peopleExposed",
        "subjects"
    };

    static final String[] TIMELINE_HEADER = {
        "day",
        "operator",
        "account",
        "events",
        "peopleRead",
        "peopleNew",
        "recordsUnnamed",
        "denied",
        "registers",
        "sources"
    };

    private final RecordBytes record = new RecordBytes();
    private final ClosedEpisodes episodes;
    private final ExposedByAccount exposed;
    private final RecordSorter accounts;
    private final RecordSorter days;
    private @Nullable AccountName account;
    private DayFigures ofAccount = DayFigures.NONE;
    private final Set<String> kindsOfAccount = new TreeSet<>();

    AccountFiles(Scratch scratch, long heapBytesMax, ClosedEpisodes episodes, ExposedByAccount exposed) {
        this.episodes = episodes;
        this.exposed = exposed;
        this.accounts = new RecordSorter(scratch, heapBytesMax / 2);
        this.days = new RecordSorter(scratch, heapBytesMax / 2);
    }

    @Override
    public void day(AccountName of, long day, DayFigures figures, AccountDays.Names names) throws IOException {
        if (!of.equals(account)) {
            endAccount();
            account = of;
            ofAccount = DayFigures.NONE;
            kindsOfAccount.clear();
        }
        ofAccount = ofAccount.plus(figures);
        kindsOfAccount.addAll(names.kinds().names());
        record.number(day).text(of.operator()).text(of.account());
        figures.write(record);
        days.add(record.text(names.registers().toString())
                .text(names.sources().toString())
                .take());
    }

    private void endAccount() throws IOException {
        AccountName ended = account;
        if (ended == null) {
            return;
        }
        long people = exposed.of(ended);
        Standing standing = episodes.standing(ended);
        record.number(-people).text(ended.operator()).text(ended.account());
        ofAccount.write(record);
        accounts.add(record.number(standing == null ? 0 : standing.alerts())
                .text(standing == null ? "" : standing.highest().name())
                .text(CsvFile.joined(kindsOfAccount))
                .take());
    }

    /** Writes {@code accounts.csv}, once all days are in. */
    void writeAccounts(CsvFile to) throws IOException {
        endAccount();
        for (Iterator<byte[]> all = accounts.sorted(); all.hasNext(); ) {
            RecordReader row = new RecordReader(all.next());
            long people = -row.number();
            String operator = row.text();
            String name = row.text();
            DayFigures figures = DayFigures.read(row);
            to.row(
                    operator,
                    name,
                    CsvFile.time(figures.firstMillis()),
                    CsvFile.time(figures.lastMillis()),
                    Long.toString(figures.events()),
                    // Everybody was new once.
                    Long.toString(figures.peopleNew()),
                    Long.toString(figures.recordsUnnamed()),
                    Long.toString(row.number()),
                    row.text(),
                    Long.toString(people),
                    row.text());
        }
    }

    /** Writes {@code timeline.csv}, once all days are in. */
    void writeTimeline(CsvFile to) throws IOException {
        for (Iterator<byte[]> all = days.sorted(); all.hasNext(); ) {
            RecordReader row = new RecordReader(all.next());
            String day = LocalDate.ofEpochDay(row.number()).toString();
            String operator = row.text();
            String name = row.text();
            DayFigures figures = DayFigures.read(row);
            to.row(
                    day,
                    operator,
                    name,
                    Long.toString(figures.events()),
                    Long.toString(figures.people()),
                    Long.toString(figures.peopleNew()),
                    Long.toString(figures.recordsUnnamed()),
                    Long.toString(figures.denied()),
                    row.text(),
                    row.text());
        }
    }

    @Override
    public void close() throws IOException {
        accounts.close();
        days.close();
    }
}
