package dev.vigie.bench;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A day of events in the order of their times, from a seed: ordinary work that stays below every built-in limit but
 * that of sensitive data, and one extraction after the other. Much simpler than {@code dev.vigie.simulate}, and fast
 * enough not to be what is measured.
 *
 * <p>Each of 20,000 accounts has a caseload of 100 people of its own, 2 million in all, of which it works on 20 in an
 * hour: however busy, it sees at most 40 within any hour and 100 within the day. In each of 36 stretches of 40 minutes
 * one account also reads 300 strangers in a row.
 */
public final class Traffic implements Iterator<AccessEvent> {

    public static final int ACCOUNTS = 20_000;
    public static final int SUBJECTS = 2_000_000;
    public static final int EXTRACTIONS = 36;

    /** Below it an extraction would not find room in its stretch. */
    public static final int EVENTS_MIN = 25_000;

    private static final int CASELOAD = SUBJECTS / ACCOUNTS;
    private static final int CASES_PER_HOUR = 20;
    private static final int PEOPLE_PER_EXTRACTION = 300;
    /** Those who extract are neither the busiest nor the idlest. */
    private static final int THIEF_FIRST = 400;

    private static final int THIEF_STEP = 500;

    /** Monday 5 January 2026: in the past of every clock, as no event is skewed. */
    public static final long START_MILLIS = 1_767_571_200_000L;

    public static final long DAY_MILLIS = 86_400_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final long events;
    private final SplittableRandom random;
    private final Zipf zipf;
    private final Staff staff;
    private long index;

    public Traffic(long events, long seed) {
        this(events, seed, ACCOUNTS);
    }

    /** @param accounts how many there are, each with a caseload of its own */
    public Traffic(long events, long seed, int accounts) {
        this.events = events;
        this.random = new SplittableRandom(seed);
        this.zipf = new Zipf(accounts);
        this.staff = new Staff(accounts);
    }

    /** Whom every detector of many people read within an hour must name, and nobody else: {@code operator/account}. */
    public Set<String> thieves() {
        return IntStream.range(0, EXTRACTIONS)
                .mapToObj(extraction -> staff.group(thief(extraction)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int thief(int extraction) {
        return THIEF_FIRST + extraction * THIEF_STEP;
    }

    public List<String> operators() {
        return staff.operators();
    }

    @Override
    public boolean hasNext() {
        return index < events;
    }

    @Override
    public AccessEvent next() {
        long place = index++;
        int extraction = (int) (place * EXTRACTIONS / events);
        long stretch = events / EXTRACTIONS;
        long begin = (extraction * events + EXTRACTIONS - 1) / EXTRACTIONS;
        long step = stretch / PEOPLE_PER_EXTRACTION;
        long stranger = (place - begin) / step;
        if ((place - begin) % step == 0 && stranger < PEOPLE_PER_EXTRACTION) {
            int thief = thief(extraction);
            long subject = (thief + 1L) * CASELOAD + stranger;
            return staff.event(random, place, timeMillis(place), thief, subject, Action.READ);
        }
        int account = zipf.next(random);
        long hour = timeMillis(place) / HOUR_MILLIS;
        long slot = (hour * CASES_PER_HOUR + random.nextInt(CASES_PER_HOUR)) % CASELOAD;
        Action action = switch (random.nextInt(16)) {
            case 0 -> Action.SEARCH;
            case 1 -> Action.UPDATE;
            default -> Action.READ;
        };
        return staff.event(random, place, timeMillis(place), account, (long) account * CASELOAD + slot, action);
    }

    private long timeMillis(long place) {
        return START_MILLIS + place * DAY_MILLIS / events;
    }
}
