package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Operators at work, and incidents hidden among them: events in order of time, made as they are asked for. Memory is
 * bounded by the number of accounts (some 3 KB each), not of events. Same scenario, same events, on any JVM. Safe for
 * use by several threads; the iterators are not.
 */
public final class Simulation {

    private final Scenario scenario;
    private final House house;
    private final List<Theft> thefts;

    public Simulation(Scenario scenario) {
        this.scenario = scenario;
        this.house = House.of(scenario);
        this.thefts = IntStream.range(0, scenario.plots().size())
                .boxed()
                .flatMap(number -> OfiiTheft.plan(scenario, house, scenario.plots().get(number), number).stream())
                .toList();
    }

    /**
     * All events from the first on; each call starts anew. Two events of one time come in an order of their own, always
     * the same.
     */
    public Iterator<AccessEvent> events() {
        PriorityQueue<Feed> feeds = new PriorityQueue<>();
        for (Account account : house.accounts()) {
            Feed.start(new Worker(scenario, house, account, stealsFromMillis(account)), feeds.size(), feeds);
        }
        for (Theft theft : thefts) {
            Feed.start(theft.events().iterator(), feeds.size(), feeds);
        }
        return new Merge(feeds);
    }

    /** The names of the operators, whose accounts the events come from. */
    public List<String> operators() {
        return house.operators().stream().map(Operator::name).toList();
    }

    public Truth truth() {
        return Truth.of(thefts);
    }

    private long stealsFromMillis(Account account) {
        return thefts.stream()
                .mapToLong(theft -> theft.startsMillis(account).orElse(Long.MAX_VALUE))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The next event of one source, and what comes after it. */
    private record Feed(AccessEvent next, Iterator<AccessEvent> rest, int rank) implements Comparable<Feed> {

        static void start(Iterator<AccessEvent> events, int rank, PriorityQueue<Feed> feeds) {
            if (events.hasNext()) {
                feeds.add(new Feed(events.next(), events, rank));
            }
        }

        @Override
        public int compareTo(Feed other) {
            int byTime = Long.compare(next.timeMillis(), other.next.timeMillis());
            return byTime != 0 ? byTime : Integer.compare(rank, other.rank);
        }
    }

    /** Sorted sources merged into one. */
    private record Merge(PriorityQueue<Feed> feeds) implements Iterator<AccessEvent> {

        @Override
        public boolean hasNext() {
            return !feeds.isEmpty();
        }

        @Override
        public AccessEvent next() {
            Feed first = feeds.poll();
            if (first == null) {
                throw new NoSuchElementException("the simulation is over");
            }
            Feed.start(first.rest, first.rank, feeds);
            return first.next;
        }
    }
}
