package dev.vigie.bench.quality;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import dev.vigie.model.Subject;
import dev.vigie.simulate.Plot;
import dev.vigie.simulate.Truth.Exposure;
import dev.vigie.simulate.Truth.Taking;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One extract of one theft, by all accounts that shared in it: whom it has exposed so far, and when it was noticed. */
final class Part {

    /** A theft begins this long before its first exposure: with its login. */
    static final long LEAD_MILLIS = 600_000;

    /** How long after its last exposure a message still says something of it: detectors look back over a day. */
    private static final long AFTERMATH_MILLIS = Calendar.DAY_MILLIS;

    /** When one account steals, epoch milliseconds, from its login to its last exposure. */
    private record Window(long fromMillis, long toMillis) {}

    /**
     * The first message on it.
     *
     * @param peopleBefore exposed before the event that the message came with
     * @param reads by each account up to that event, included, in the order in which they began
     */
    record Catch(long peopleBefore, long timeMillis, String rule, List<Integer> reads) {}

    final Plot plot;
    final int number;
    final String name;
    final Map<PlainDetector, Ascent> ascents = new EnumMap<>(PlainDetector.class);

    private final Map<Group, Window> windows = new LinkedHashMap<>();
    private final Map<String, Long> millisBySubject = new HashMap<>();
    private final Set<String> exposed = new HashSet<>();
    private final Map<Group, Integer> reads = new LinkedHashMap<>();
    private @Nullable Catch caught;

    /**
     * @param takings of one theft and part, by different accounts
     * @param takenMillis when each account took something for the theft's parts before this one: what an account did
     *     until it began with this one is not this one's, and where it takes turns all parts are going on
     */
    Part(List<Taking> takings, Map<Group, NavigableSet<Long>> takenMillis) {
        Taking first = takings.get(0);
        plot = first.plot();
        number = first.number();
        name = first.part();
        for (Taking taking : takings) {
            long fromMillis = Long.MAX_VALUE;
            long toMillis = Long.MIN_VALUE;
            for (Exposure exposure : taking.exposures()) {
                millisBySubject.merge(exposure.subject(), exposure.timeMillis(), Math::min);
                fromMillis = Math.min(fromMillis, exposure.timeMillis());
                toMillis = Math.max(toMillis, exposure.timeMillis());
            }
            Long before =
                    takenMillis.getOrDefault(taking.account(), new TreeSet<>()).lower(fromMillis);
            long loginMillis = fromMillis - LEAD_MILLIS;
            long beganMillis = before == null ? loginMillis : Math.max(loginMillis, before + 1);
            windows.put(taking.account(), new Window(beganMillis, toMillis));
        }
        for (PlainDetector detector : PlainDetector.values()) {
            ascents.put(detector, Ascent.start());
        }
    }

    Set<Group> accounts() {
        return windows.keySet();
    }

    int people() {
        return millisBySubject.size();
    }

    int peopleExposed() {
        return exposed.size();
    }

    long fromMillis() {
        return windows.values().stream().mapToLong(Window::fromMillis).min().orElseThrow();
    }

    long toMillis() {
        return windows.values().stream().mapToLong(Window::toMillis).max().orElseThrow();
    }

    /** True if {@code account} stole for this at some time between the two, both included. */
    boolean isGoingOn(Group account, long fromMillis, long toMillis) {
        Window window = windows.get(account);
        return window != null && window.fromMillis <= toMillis && window.toMillis >= fromMillis;
    }

    /** Everybody exposed before {@code timeMillis}, by the truth. */
    long peopleBefore(long timeMillis) {
        return millisBySubject.values().stream()
                .filter(millis -> millis < timeMillis)
                .count();
    }

    /** A message on {@code account} that opens or adds a reason came with {@code event}, which is not exposed yet. */
    void alert(Group account, AccessEvent event, String rule) {
        if (caught == null && isGoingOn(account, event.timeMillis() - AFTERMATH_MILLIS, event.timeMillis())) {
            Map<Group, Integer> counts = new LinkedHashMap<>(reads);
            if (isTheft(event)) {
                counts.merge(Group.account(event.operator(), event.account()), 1, Integer::sum);
            }
            caught = new Catch(exposed.size(), event.timeMillis(), rule, new ArrayList<>(counts.values()));
        }
    }

    /** What the plain detectors that watch every event say at this one, which is not exposed yet. */
    void score(Group account, AccessEvent event, WorkDay day) {
        if (isGoingOn(account, event.timeMillis(), event.timeMillis())) {
            score(PlainDetector.GLOBAL_LIMIT, day.score(PlainDetector.GLOBAL_LIMIT), exposed.size());
            score(PlainDetector.MEAN_AND_SIGMA, day.score(PlainDetector.MEAN_AND_SIGMA), exposed.size());
        }
    }

    void score(PlainDetector detector, double score, long peopleBefore) {
        Ascent ascent = ascents.get(detector);
        if (ascent != null) {
            ascent.offer(score, peopleBefore);
        }
    }

    /** Takes in an event of one of the accounts. */
    void expose(Group account, AccessEvent event) {
        if (isTheft(event)) {
            reads.merge(account, 1, Integer::sum);
            event.subjects().forEach(subject -> {
                if (millisBySubject.containsKey(subject.id())) {
                    exposed.add(subject.id());
                }
            });
        }
    }

    private boolean isTheft(AccessEvent event) {
        Window window = windows.get(Group.account(event.operator(), event.account()));
        if (window == null || !event.exposes() || event.timeMillis() > window.toMillis) {
            return false;
        }
        for (Subject subject : event.subjects()) {
            Long millis = millisBySubject.get(subject.id());
            if (millis != null && millis <= event.timeMillis()) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Catch caught() {
        return caught;
    }
}
