package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What every account did on every day, counted exactly in bounded memory.
 *
 * <p><b>Idea.</b> Several workers add, each the events of its own accounts. A table of each on the heap adds up the
 * days at hand; when it is full, it is written away as records, and begun anew: days come about one after the other, so
 * that little is written twice. Two external sorts bring together what belongs together. The first, by account, person
 * and day, tells on how many days somebody was read, and which was the first: each distinct person counts once for each
 * day, and as new on that first one. The second, by account, day, and name, adds these numbers to the others and lists
 * the day's registers and sources.
 *
 * <p><b>Memory.</b> A third of {@code heapBytesMax} each for the tables and for the sorts' runs at hand; and, for one
 * account at a time, two numbers for each of its days (at most 40,177: {@link AccessEvent} allows 1990 to 2099).
 */
final class AccountDays implements Closeable {

    static final long DAY_MILLIS = 86_400_000;

    /** What a record of the second sort tells: the numbers come before the names. */
    private static final int FIGURES = 0;

    private static final int REGISTER = 1;
    private static final int SOURCE = 2;
    private static final int KIND = 3;

    private final RecordBytes record = new RecordBytes();
    private final RecordSorter people;
    private final RecordSorter facts;
    private final SubjectKinds kinds;
    private final long partBytesMax;
    private final List<Part> parts = new ArrayList<>();

    private record Key(AccountName account, long day) {}

    /** Takes the days, those of an account one after the other, in order. */
    interface Sink {

        /**
         * A day on which an account did something.
         *
         * @param day since 1970 UTC
         */
        void day(AccountName account, long day, DayFigures figures, Names names) throws IOException;
    }

    /**
     * What a day's names are.
     *
     * @param kinds what those are who were read, see {@link SubjectKinds}
     */
    record Names(NameList registers, NameList sources, NameList kinds) {}

    /** @param workers how many {@link #part parts} there will be */
    AccountDays(Scratch scratch, long heapBytesMax, int workers, SubjectKinds kinds) {
        this.kinds = kinds;
        this.partBytesMax = heapBytesMax / 3 / workers;
        this.people = new RecordSorter(scratch, heapBytesMax / 3, workers);
        this.facts = new RecordSorter(scratch, heapBytesMax / 3, workers + 1);
    }

    /** What one worker adds. */
    final class Part {
        private final RecordBytes record = new RecordBytes();
        private final ExternalSorter<byte[]>.Lane people = AccountDays.this.people.lane();
        private final ExternalSorter<byte[]>.Lane facts = AccountDays.this.facts.lane();
        private final Map<Key, DayActivity> days = new HashMap<>();
        /** Of the last event. */
        private AccountName account = new AccountName("", "");

        private long day;
        private @Nullable DayActivity activity;
        private long heapBytes;

        private Part() {}

        void add(AccessEvent event) throws IOException {
            long its = Math.floorDiv(event.timeMillis(), DAY_MILLIS);
            DayActivity now = activity;
            if (now == null || its != day || !account.isOf(event)) {
                day = its;
                account = AccountName.of(event);
                now = days.computeIfAbsent(new Key(account, day), unseen -> new DayActivity());
                activity = now;
            }
            heapBytes += now.add(event, kinds);
            if (heapBytes >= partBytesMax) {
                writeAway();
            }
        }

        private void writeAway() throws IOException {
            for (Map.Entry<Key, DayActivity> each : days.entrySet()) {
                writeAway(each.getKey().account(), each.getKey().day(), each.getValue());
            }
            days.clear();
            activity = null;
            heapBytes = 0;
        }

        private void writeAway(AccountName its, long itsDay, DayActivity done) throws IOException {
            facts.add(figures(record, its, itsDay, done.figures()));
            for (String register : done.registers()) {
                facts.add(fact(record, its, itsDay, REGISTER).text(register).take());
            }
            for (String source : done.sources()) {
                facts.add(fact(record, its, itsDay, SOURCE).text(source).take());
            }
            for (String kind : done.kinds()) {
                facts.add(fact(record, its, itsDay, KIND).text(kind).take());
            }
            for (String person : done.people()) {
                people.add(record.text(its.operator())
                        .text(its.account())
                        .text(person)
                        .number(itsDay)
                        .take());
            }
        }

        private void end() throws IOException {
            writeAway();
            people.end();
            facts.end();
        }
    }

    /** For one more worker. */
    Part part() {
        Part part = new Part();
        parts.add(part);
        return part;
    }

    private static RecordBytes fact(RecordBytes record, AccountName account, long day, int kind) {
        return record.text(account.operator())
                .text(account.account())
                .number(day)
                .number(kind);
    }

    private static byte[] figures(RecordBytes record, AccountName account, long day, DayFigures figures) {
        RecordBytes fact = fact(record, account, day, FIGURES);
        figures.write(fact);
        return fact.take();
    }

    /** Counts people, so that days can be handed over; nothing can be added from then on. */
    void bringTogether() throws IOException {
        for (Part part : parts) {
            part.end();
        }
        countPeople();
        people.close();
    }

    /** Hands over every day, once they were brought together. */
    void forEach(Sink sink) throws IOException {
        AccountName account = null;
        long day = 0;
        Day sum = new Day();
        for (Iterator<byte[]> all = facts.sorted(); all.hasNext(); ) {
            RecordReader fact = new RecordReader(all.next());
            AccountName next = name(fact, account);
            long nextDay = fact.number();
            if (account != null && (!next.equals(account) || nextDay != day)) {
                sum.handOver(account, day, sink);
                sum = new Day();
            }
            account = next;
            day = nextDay;
            sum.add(fact);
        }
        if (account != null) {
            sum.handOver(account, day, sink);
        }
    }

    /** What has come together of a day. */
    private static final class Day {
        private DayFigures figures = DayFigures.NONE;
        private final Names names = new Names(new NameList(), new NameList(), new NameList());

        void add(RecordReader fact) {
            switch ((int) fact.number()) {
                case FIGURES -> figures = figures.plus(DayFigures.read(fact));
                case REGISTER -> names.registers().add(fact.text());
                case SOURCE -> names.sources().add(fact.text());
                default -> names.kinds().add(fact.text());
            }
        }

        void handOver(AccountName account, long day, Sink sink) throws IOException {
            sink.day(account, day, figures, names);
        }
    }

    /** Makes of each account's people the numbers of its days. */
    private void countPeople() throws IOException {
        Map<Long, long[]> peopleByDay = new TreeMap<>();
        AccountName account = null;
        String person = null;
        long day = Long.MIN_VALUE;
        for (Iterator<byte[]> all = people.sorted(); all.hasNext(); ) {
            RecordReader read = new RecordReader(all.next());
            AccountName next = name(read, account);
            if (account != null && !next.equals(account)) {
                writePeople(account, peopleByDay);
                person = null;
            }
            account = next;
            String nextPerson = read.text();
            long nextDay = read.number();
            boolean isNew = !nextPerson.equals(person);
            if (isNew || nextDay != day) {
                long[] counts = peopleByDay.computeIfAbsent(nextDay, d -> new long[2]);
                counts[0]++;
                counts[1] += isNew ? 1 : 0;
            }
            person = nextPerson;
            day = nextDay;
        }
        if (account != null) {
            writePeople(account, peopleByDay);
        }
    }

    private void writePeople(AccountName account, Map<Long, long[]> peopleByDay) throws IOException {
        for (Map.Entry<Long, long[]> each : peopleByDay.entrySet()) {
            long[] counts = each.getValue();
            DayFigures people = new DayFigures(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, counts[0], counts[1]);
            facts.add(figures(record, account, each.getKey(), people));
        }
        peopleByDay.clear();
    }

    /** The same object where it is the same account again. */
    private static AccountName name(RecordReader from, @Nullable AccountName before) {
        AccountName next = new AccountName(from.text(), from.text());
        return before != null && before.equals(next) ? before : next;
    }

    @Override
    public void close() throws IOException {
        people.close();
        facts.close();
    }
}
