package dev.vigie.detect;

import dev.vigie.measure.SlidingDistinct;
import dev.vigie.measure.SlidingNames;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.AccountShare;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Level;
import dev.vigie.model.Origin;
import dev.vigie.model.Sign;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a group's time in which at least one rule was crossed: the figures that its messages state. */
final class Episode {

    /** The timespan of a count that never forgets. */
    static final long FOREVER_MILLIS = Long.MAX_VALUE / 4;

    static final int EVIDENCE_MAX = 20;
    /** Between an operator and an account; no name contains it. */
    private static final char NAME_SEPARATOR = 0;

    private static final long HEAP_BYTES = 4_000;

    final String id;
    final long openedAtMillis;
    final String topic;
    final int partition;
    final long offsetFirst;
    /** What is dated so, or earlier, lies before the opening window: it is not of the episode, though it came later. */
    long beforeMillis = Long.MIN_VALUE;
    /** Whether everything in it came by sources of past logs. */
    boolean historic;

    int nextSequence;
    long firstEventAtMillis;
    long lastEventAtMillis;
    long offsetLast;
    long peopleBefore;
    long recordsUnnamed;
    long accessesUncounted;
    double messagedSeverity;
    long messagedPeople;
    final List<Crossing> crossings = new ArrayList<>();
    final List<Evidence> evidence = new ArrayList<>();
    /** Which accounts read most; empty for a group within one account. */
    SlidingNames accounts = new SlidingNames(FOREVER_MILLIS);

    /** What speaks for somebody else at the account, and what for its holder. */
    final EnumSet<Sign> signs = EnumSet.noneOf(Sign.class);

    NameSet fields = new NameSet();
    NameSet categories = new NameSet();
    NameSet registers = new NameSet();
    NameSet sources = new NameSet();
    private final SlidingDistinct people;

    Episode(String id, long openedAtMillis, Origin origin, SlidingDistinct people) {
        this.id = id;
        this.openedAtMillis = openedAtMillis;
        this.firstEventAtMillis = openedAtMillis;
        this.lastEventAtMillis = openedAtMillis;
        this.topic = origin.topic();
        this.partition = origin.partition();
        this.offsetFirst = origin.offset();
        this.offsetLast = origin.offset();
        this.historic = origin.historic();
        this.people = people;
    }

    SlidingDistinct people() {
        return people;
    }

    long peopleExposed() {
        return Math.round(people.value());
    }

    double peopleError() {
        return people.relativeError();
    }

    Level level() {
        Level highest = Level.INFORMATIONAL;
        for (Crossing crossing : crossings) {
            highest = crossing.level.compareTo(highest) > 0 ? crossing.level : highest;
        }
        return highest;
    }

    double severity() {
        double highest = 0;
        for (Crossing crossing : crossings) {
            highest = Math.max(highest, crossing.severity);
        }
        return highest;
    }

    /** When all reasons will have been below their conditions for their timespans, if nothing more happens. */
    long closeAtMillis() {
        long latest = openedAtMillis;
        for (Crossing crossing : crossings) {
            latest = Math.max(latest, crossing.quietAtMillis);
        }
        return latest;
    }

    @Nullable
    Crossing crossing(String rule) {
        for (Crossing crossing : crossings) {
            if (crossing.rule.equals(rule)) {
                return crossing;
            }
        }
        return null;
    }

    /** True if what the last message said has at least doubled since. */
    boolean hasDoubled() {
        return severity() >= 2 * messagedSeverity || peopleExposed() >= 2 * Math.max(1, messagedPeople);
    }

    /** Takes in where and when something in the episode was, and what it touched. */
    void witness(Occurrence now, Hashes hashes, SubjectHash subjectHash) {
        firstEventAtMillis = Math.min(firstEventAtMillis, now.timeMillis());
        lastEventAtMillis = Math.max(lastEventAtMillis, now.timeMillis());
        offsetLast = now.origin().offset();
        historic &= now.origin().historic();
        String resource = now.resource();
        if (resource != null) {
            registers.add(resource, hashes.ofKnown(resource));
        }
        String sourceIp = now.sourceIp();
        if (sourceIp != null) {
            sources.add(sourceIp, hashes.ofKnown(sourceIp));
        }
        List<String> read = now.fieldsRead();
        for (int i = 0; i < read.size(); i++) {
            fields.add(read.get(i), hashes.ofKnown(read.get(i)));
            String category = hashes.category(read.get(i));
            if (!category.isEmpty()) {
                categories.add(category, hashes.ofKnown(category));
            }
        }
        if (evidence.size() < EVIDENCE_MAX) {
            evidence.add(now.evidence(subjectHash));
        }
    }

    /** The account as {@link #accounts} names it. */
    static String nameOf(Occurrence now) {
        return now.operator() + NAME_SEPARATOR + now.account();
    }

    /** What something weighs there: the records of people that it showed, at least 1. */
    static long weightOf(Occurrence now) {
        return now.exposure() == Exposure.PEOPLE ? now.valueCount(Field.SUBJECT) : 1;
    }

    /** The signs for one of the two explanations. */
    List<Sign> signs(boolean takeover) {
        return signs.stream()
                .filter(sign -> sign.speaksForTakeover() == takeover)
                .toList();
    }

    List<AccountShare> largestAccounts() {
        return accounts.heaviest(Alert.ACCOUNTS_MAX).stream()
                .map(each -> {
                    int separator = each.name().indexOf(NAME_SEPARATOR);
                    return new AccountShare(
                            each.name().substring(0, separator), each.name().substring(separator + 1), each.weight());
                })
                .toList();
    }

    /** Takes in what something after the opening exposed. */
    void expose(Occurrence now) {
        Exposure exposure = now.exposure();
        if (exposure == null) {
            return;
        }
        switch (exposure) {
            case PEOPLE -> {
                for (int i = 0; i < now.valueCount(Field.SUBJECT); i++) {
                    people.add(openedAtMillis, now.valueHash(Field.SUBJECT, i));
                }
            }
            case UNNAMED -> {
                long sum = recordsUnnamed + now.number(Field.RECORD_COUNT);
                recordsUnnamed = sum < 0 ? Long.MAX_VALUE : sum;
            }
            case UNCOUNTED -> accessesUncounted++;
        }
    }

    long heapBytes() {
        return HEAP_BYTES + people.heapBytes() + accounts.heapBytes();
    }
}
