package dev.vigie.replay;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.EventGroups;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Verdict;
import dev.vigie.detect.Verdict.Fate;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.replay.ClosedEpisodes.Span;
import dev.vigie.replay.Progress.Phase;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.SchemaRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Writes who did what and who was read: {@code accounts.csv}, {@code timeline.csv}, {@code exposure.csv},
 * {@code affected.csv} and {@code ledger.json}. While the detector runs it counts, and notes which events showed
 * people's records; when every episode is known it goes through these once more.
 *
 * <p>What came too late for every rule happened all the same, and is in all of them; what was there twice, once.
 *
 * <p>All of it is about what the job's {@link Scope} covers.
 *
 * <p>Memory: {@link Effort#peopleBytes}, the {@linkplain ClosedEpisodes episodes}, for each worker a
 * {@linkplain ReplayLedger ledger}, and the buffers of the scratch files, which are encrypted.
 */
final class PeopleFiles implements ReplayOutput, Closeable {

    /** The days, the people, the curves, and the rest. */
    private static final int HEAP_SHARES = 4;

    /** So many events are gone through between two tellings, */
    private static final long EVENTS_PER_TELLING = 4_096;
    /** which is six tenths of the work; curves, days, and what is left of the tables are one each, and so are pages. */
    private static final int TENTHS_OF_EVENTS = 6;

    private static final int TENTHS = 10;
    /** Somebody who is named takes so many of an event's bytes, about. */
    private static final int PERSON_BYTES = 16;

    private final ReplayJob job;
    private final Scratch scratch;
    private final long shareBytes;
    private final AccountDays days;
    private final List<Part> parts = new ArrayList<>();
    private final ClosedEpisodes episodes;
    private final UnaryOperator<String> hasher;
    private final SubjectNaming naming;
    private final SubjectKinds kinds;

    PeopleFiles(ReplayJob job, Scratch scratch) {
        this.job = job;
        this.scratch = scratch;
        this.shareBytes = job.effort().peopleBytes() / HEAP_SHARES;
        DetectorSettings settings = job.settings().apply(() -> 0);
        UnaryOperator<String> keyed = settings.subjectHasher();
        this.hasher = keyed == null ? UnaryOperator.identity() : keyed;
        this.naming = job.folder().clearSubjects() ? SubjectNaming.CLEAR : SubjectNaming.pseudonymous(keyed != null);
        this.episodes = new ClosedEpisodes(new EventGroups(new Plan(job.rules()), settings));
        this.kinds = new SubjectKinds(job.rules());
        this.days = new AccountDays(scratch, shareBytes, job.effort().workers(), kinds);
    }

    /** What one worker tells. */
    private final class Part implements ReplayOutput.Events, Closeable {
        private final ReplayLedger ledger = new ReplayLedger(job.operator());
        private final AccountDays.Part days = PeopleFiles.this.days.part();
        private final ShownEvents shown = new ShownEvents(scratch);

        @Override
        public void judged(long number, AccessEvent event, Verdict verdict) throws IOException {
            ledger.add(event, verdict.fate());
            if (verdict.fate() == Fate.DUPLICATE) {
                return;
            }
            days.add(event);
            if (event.exposes() && !event.subjects().isEmpty()) {
                shown.add(number);
            }
        }

        @Override
        public void close() throws IOException {
            shown.close();
        }
    }

    @Override
    public Events events() {
        Part part = new Part();
        parts.add(part);
        return part;
    }

    @Override
    public void alert(Alert alert) {
        if (alert.state() == Alert.State.CLOSED) {
            episodes.add(alert);
        }
    }

    /**
     * Writes the files; nothing can be told from then on. Returns how many people are on the list.
     *
     * @param events all that the replay has gone through, in the same order
     * @param count how many these are
     * @param filtered events that it was not told of, since the scope does not cover them
     */
    long write(
            OutputDirectory output,
            Iterator<ReadEvent> events,
            long count,
            Map<String, Long> rejectedByReason,
            long filtered,
            Milestone milestone)
            throws IOException {
        AtomicLong listed = new AtomicLong();
        try (AffectedPeople people =
                        new AffectedPeople(scratch, shareBytes, job.rules().sensitivity(), naming, hasher);
                ExposureCurves curves = new ExposureCurves(scratch, shareBytes);
                ExposedByAccount exposed = new ExposedByAccount(scratch, shareBytes / 2);
                AccountFiles accounts = new AccountFiles(scratch, shareBytes / 2, episodes, exposed);
                CsvFile list = new CsvFile(affected(output), AffectedPeople.HEADER);
                SideThread listing = new SideThread("affected");
                SideThread choosing = new SideThread("choose");
                SideThread counting = new SideThread("days")) {
            long tenth = count / TENTHS;
            milestone.begin(Phase.WRITE, count);
            counting.add(0, days::bringTogether);
            counting.flush();
            goThrough(events, count, choosing, new Choosing(people, listing, curves, exposed), milestone);
            choosing.finish();
            listing.add(0, () -> listed.set(people.write(list)));
            listing.flush();
            counting.add(0, () -> days.forEach(accounts));
            counting.flush();
            try (CsvFile to = new CsvFile(output.create(OutputDirectory.EXPOSURE), ExposureCurves.HEADER)) {
                curves.write(episodes.spans(), to);
            }
            milestone.advance(tenth);
            counting.finish();
            milestone.advance(tenth);
            try (CsvFile to = new CsvFile(output.create(OutputDirectory.ACCOUNTS), AccountFiles.ACCOUNTS_HEADER)) {
                accounts.writeAccounts(to);
            }
            try (CsvFile to = new CsvFile(output.create(OutputDirectory.TIMELINE), AccountFiles.TIMELINE_HEADER)) {
                accounts.writeTimeline(to);
            }
            listing.finish();
            milestone.advance(tenth);
        }
        ReplayLedger ledger = new ReplayLedger(job.operator());
        parts.forEach(part -> ledger.add(part.ledger));
        try (OutputStream to = output.create(OutputDirectory.LEDGER)) {
            ledger.write(rejectedByReason, filtered, to);
        }
        return listed.get();
    }

    /**
     * Goes through what showed people's records once it is known which of it belongs to episodes.
     *
     * @param count how many these are, all of which are gone through when nobody is shown by the rest
     * @param choosing takes what may belong to some
     */
    private void goThrough(
            Iterator<ReadEvent> events, long count, SideThread choosing, Choosing chosen, Milestone milestone)
            throws IOException {
        long told = 0;
        try (ShownEvents.Numbers numbers =
                ShownEvents.numbers(parts.stream().map(part -> part.shown).toList())) {
            long next = numbers.next();
            for (long number = 0; next != ShownEvents.NONE; number++) {
                ReadEvent read = events.next();
                if (number == next) {
                    next = numbers.next();
                    if (chosen.wants(read)) {
                        choosing.add(read.event().length / PERSON_BYTES, () -> chosen.take(read));
                    }
                }
                if ((number + 1) % EVENTS_PER_TELLING == 0) {
                    milestone.advance(EVENTS_PER_TELLING * TENTHS_OF_EVENTS / TENTHS);
                    told += EVENTS_PER_TELLING * TENTHS_OF_EVENTS / TENTHS;
                }
            }
        }
        milestone.advance(count * TENTHS_OF_EVENTS / TENTHS - told);
    }

    /** What becomes of one event that showed people's records. */
    private final class Choosing {
        private final AffectedSelection selection = job.folder().affected();
        private final EventDecoder decoder = new EventDecoder(SchemaRegistry.none(), List.of());
        private final AffectedPeople people;
        private final SideThread listing;
        private final ExposureCurves curves;
        private final ExposedByAccount exposed;

        /** @param listing adds to {@code people} */
        Choosing(AffectedPeople people, SideThread listing, ExposureCurves curves, ExposedByAccount exposed) {
            this.people = people;
            this.listing = listing;
            this.curves = curves;
            this.exposed = exposed;
        }

        /** False if nobody asks for it; quickly told, by any thread. */
        boolean wants(ReadEvent read) {
            return !selection.withinEpisodes() || episodes.mayHave(read.partition(), read.atMillis());
        }

        void take(ReadEvent read) throws IOException {
            AccessEvent event = read.decode(decoder);
            List<Span> within = episodes.of(event, read.atMillis());
            if (!within.isEmpty()) {
                curves.add(event, read.atMillis(), within);
                exposed.add(event, within);
            }
            if (kinds.arePeople(event)) {
                select(event, read.atMillis(), within);
            }
        }

        private void select(AccessEvent event, long timeMillis, List<Span> within) throws IOException {
            List<Span> chosen = within.stream()
                    .filter(episode -> selection.allowsAlert(episode.id()))
                    .toList();
            if (selection.allows(event, timeMillis) && (!chosen.isEmpty() || !selection.withinEpisodes())) {
                listing.add(event.subjects().size(), () -> people.add(event, timeMillis, chosen));
            }
        }
    }

    private OutputStream affected(OutputDirectory output) throws IOException {
        Seal seal = job.folder().seal();
        return seal == null
                ? output.create(OutputDirectory.AFFECTED)
                : output.createSealed(OutputDirectory.AFFECTED_SEALED, OutputDirectory.AFFECTED, seal);
    }

    @Override
    public void close() throws IOException {
        days.close();
        for (Part part : parts) {
            part.close();
        }
    }
}
