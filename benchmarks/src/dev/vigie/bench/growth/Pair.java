package dev.vigie.bench.growth;

import dev.vigie.bench.Staff;
import dev.vigie.bench.Traffic;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import java.util.Iterator;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A day of two accounts in turn, each of which reads the same number of people over and over, in an order that neither
 * caches nor sequences like.
 */
final class Pair implements Iterator<AccessEvent> {

    static final int ACCOUNTS = 2;

    private static final int HOURS = 24;
    /** Coprime to every power of ten, so that all people come up before any comes again. */
    private static final long STRIDE = 7_368_787;

    private final long events;
    private final int people;
    private final SplittableRandom random;
    private final Staff staff = new Staff(ACCOUNTS);
    private long place;

    /** @param people for each account, a power of ten */
    Pair(long events, long seed, int people) {
        this.events = events;
        this.people = people;
        this.random = new SplittableRandom(seed);
    }

    /** How many people an account surely reads within some hour. */
    static int peopleInAnHour(long events, int people) {
        return (int) Math.max(1, Math.min(people, events / ACCOUNTS / HOURS) / 2);
    }

    /** All of its accounts, {@code operator/account}. */
    Set<String> accounts() {
        return Set.of(staff.group(0), staff.group(1));
    }

    @Override
    public boolean hasNext() {
        return place < events;
    }

    @Override
    public AccessEvent next() {
        int account = (int) (place % ACCOUNTS);
        long subject = (long) account * people + place / ACCOUNTS * STRIDE % people;
        long timeMillis = Traffic.START_MILLIS + place * Traffic.DAY_MILLIS / events;
        return staff.event(random, place++, timeMillis, account, subject, Action.READ);
    }
}
