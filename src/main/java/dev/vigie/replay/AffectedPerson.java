package dev.vigie.replay;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What is known of how one person was read, or a part of it. */
final class AffectedPerson {

    private static final long HEAP_BYTES = 400;
    private static final long NAME_HEAP_BYTES = 100;

    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> categories = new TreeSet<>();
    private final Set<String> alerts = new TreeSet<>();
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private long reads;

    private AffectedPerson() {}

    /** Somebody who was not read yet. */
    static AffectedPerson nobody() {
        return new AffectedPerson();
    }

    /** One reading. */
    static AffectedPerson read(
            long timeMillis, String account, Collection<String> categories, Collection<String> alerts) {
        AffectedPerson person = new AffectedPerson();
        person.firstMillis = timeMillis;
        person.lastMillis = timeMillis;
        person.reads = 1;
        person.accounts.add(account);
        person.categories.addAll(categories);
        person.alerts.addAll(alerts);
        return person;
    }

    /** Takes in a part of what is known of the same person. Returns by how much the heap has grown, about. */
    long add(AffectedPerson part) {
        long heapBytes = reads == 0 ? HEAP_BYTES : 0;
        firstMillis = Math.min(firstMillis, part.firstMillis);
        lastMillis = Math.max(lastMillis, part.lastMillis);
        reads += part.reads;
        return heapBytes + add(part.accounts, accounts) + add(part.categories, categories) + add(part.alerts, alerts);
    }

    private static long add(Set<String> from, Set<String> to) {
        long heapBytes = 0;
        for (String name : from) {
            heapBytes += to.add(name) ? NAME_HEAP_BYTES + name.length() : 0;
        }
        return heapBytes;
    }

    void write(RecordBytes to) {
        to.number(firstMillis).number(lastMillis).number(reads);
        write(accounts, to);
        write(categories, to);
        write(alerts, to);
    }

    private static void write(Set<String> names, RecordBytes to) {
        to.number(names.size());
        names.forEach(to::text);
    }

    static AffectedPerson read(RecordReader from) {
        AffectedPerson person = new AffectedPerson();
        person.firstMillis = from.number();
        person.lastMillis = from.number();
        person.reads = from.number();
        read(from, person.accounts);
        read(from, person.categories);
        read(from, person.alerts);
        return person;
    }

    private static void read(RecordReader from, Set<String> to) {
        for (long left = from.number(); left > 0; left--) {
            to.add(from.text());
        }
    }

    long firstMillis() {
        return firstMillis;
    }

    long lastMillis() {
        return lastMillis;
    }

    /** In how many events. */
    long reads() {
        return reads;
    }

    Set<String> accounts() {
        return accounts;
    }

    Set<String> categories() {
        return categories;
    }

    Set<String> alerts() {
        return alerts;
    }
}
