package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Operators at work, and thefts hidden among them: events in order of arrival, made as they are asked for. Memory is
 * bounded by the number of accounts (some 5 KB each) and by what is stolen, not by the number of events. Same scenario,
 * same events, on any JVM. Safe for use by several threads; the iterators are not.
 */
public final class Simulation {

    private final House house;
    private final List<Account> accounts;
    private final List<Theft> thefts;

    public Simulation(Scenario scenario) {
        this.house = House.of(scenario);
        Casting casting = new Casting(house);
        List<Theft> planned = new ArrayList<>();
        for (int number = 0; number < scenario.plots().size(); number++) {
            Plot plot = scenario.plots().get(number);
            planned.addAll(plot.incident().plan(casting, plot, number, Dice.of(scenario.seed(), plot.id(), number)));
        }
        this.thefts = List.copyOf(planned);
        this.accounts = Stream.concat(house.accounts().stream(), casting.hired().stream())
                .toList();
    }

    /**
     * All events from the first on, in order of arrival; each call starts anew. What arrives at the same time comes in
     * an order of its own, always the same.
     */
    public Iterator<AccessEvent> events() {
        List<Iterator<AccessEvent>> sources = new ArrayList<>();
        accounts.forEach(account -> sources.add(new Worker(house, account)));
        thefts.forEach(theft -> sources.add(theft.events().iterator()));
        for (Reshipment reshipment : house.mishaps().reshipments()) {
            accounts.stream()
                    .filter(account -> account.operator().equals(reshipment.operator()))
                    .forEach(account -> sources.add(reshipment.again(Worker.day(house, account, reshipment.day()))));
            thefts.forEach(theft -> sources.add(reshipment.again(theft.events().iterator())));
        }
        return new Merge(sources);
    }

    /** When the day with this index begins, from 0, epoch milliseconds. */
    public long startsMillis(int day) {
        return house.roster().season().midnightMillis(day);
    }

    /** The names of the operators, whose accounts the events come from. */
    public List<String> operators() {
        return house.operators().stream().map(Operator::name).toList();
    }

    public Truth truth() {
        return Truth.of(thefts);
    }
}
