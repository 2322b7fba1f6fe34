package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The OFII case: one account of a small operator with rightful access to the dossiers of the integration contract (CIR)
 * takes two extracts page by page in one afternoon: a list of just under 1,000 people, then a search for one
 * nationality, 600 people.
 *
 * <p>The people taken are of no simulated operator, and nobody is in both extracts.
 */
final class OfiiTheft {

    static final int PAGE_PEOPLE = 20;
    static final int MIXED_PEOPLE_MIN = 950;
    static final int MIXED_PEOPLE_MAX = 999;
    static final int SINGLE_PEOPLE = 600;
    static final String SINGLE_NATIONALITY = "ISR";

    private static final List<String> FIELDS =
            List.of("name", "entry_date", "stay_reason", "stay_nature", "email", "phone");

    private static final int MINUTE_MILLIS = 60_000;
    private static final int PAUSE_MILLIS_MIN = 4_000;
    private static final int PAUSE_MILLIS_MAX = 60_000;
    private static final double PAUSE_MILLIS_MEDIAN = 13_000;

    private final Desk desk;
    private final Dice dice;
    private final List<AccessEvent> events = new ArrayList<>();
    private long clockMillis;

    private OfiiTheft(Desk desk, Dice dice, long startMillis) {
        this.desk = desk;
        this.dice = dice;
        this.clockMillis = startMillis;
    }

    static List<Theft> plan(Scenario scenario, House house, Plot plot, int number) {
        Dice dice = Dice.of(scenario.seed(), "ofii", number);
        int day = scenario.lastWorkingDay();
        Account account = account(house, dice);
        Desk desk =
                Desk.ofTheft(scenario.seed(), account, day, account.operator().address(account.rank()));
        long startMillis =
                scenario.opensMillis(day) + scenario.hoursMillis() * 62 / 100 + dice.between(0, 40 * MINUTE_MILLIS);

        Population population = house.population();
        int first = house.peopleAssigned();
        int mixedCount = dice.between(MIXED_PEOPLE_MIN, MIXED_PEOPLE_MAX);
        List<Subject> mixed = new ArrayList<>(mixedCount);
        for (int i = 0; i < mixedCount; i++) {
            mixed.add(population.person(first + i));
        }
        List<Subject> single = new ArrayList<>(SINGLE_PEOPLE);
        for (int i = 0; i < SINGLE_PEOPLE; i++) {
            single.add(population.person(first + mixedCount + i, SINGLE_NATIONALITY));
        }

        OfiiTheft theft = new OfiiTheft(desk, dice, startMillis);
        theft.logIn();
        theft.take(mixed, Action.LIST);
        List<AccessEvent> taken = List.copyOf(theft.events);
        theft.events.clear();
        theft.clockMillis += dice.between(5 * MINUTE_MILLIS, 20 * MINUTE_MILLIS);
        theft.take(single, Action.SEARCH);
        return List.of(new Theft(plot, number, "mixed", taken), new Theft(plot, number, "single", theft.events));
    }

    /** Anyone of the smaller half of the operators that work on CIR dossiers. */
    private static Account account(House house, Dice dice) {
        List<Operator> bySize = house.operators().stream()
                .sorted(Comparator.comparingInt(Operator::accounts))
                .toList();
        List<Operator> small = bySize.subList(0, (bySize.size() + 1) / 2);
        List<Operator> withAccess = small.stream()
                .filter(operator -> operator.trade().worksOn(Register.CIR_DOSSIERS))
                .toList();
        Operator operator = dice.oneOf(withAccess.isEmpty() ? small : withAccess);
        List<Account> accounts = house.accounts().stream()
                .filter(account -> account.operator().equals(operator))
                .toList();
        return dice.oneOf(accounts);
    }

    private void logIn() {
        events.add(desk.login(clockMillis, Outcome.SUCCESS));
        turnPage();
    }

    private void take(List<Subject> people, Action action) {
        for (int from = 0; from < people.size(); from += PAGE_PEOPLE) {
            int to = from + PAGE_PEOPLE < people.size() ? from + PAGE_PEOPLE : people.size();
            List<Subject> page = people.subList(from, to);
            events.add(
                    desk.named(clockMillis, Register.CIR_DOSSIERS, action, Outcome.SUCCESS, page, FIELDS, null, false));
            turnPage();
        }
    }

    private void turnPage() {
        long millis = (long) (PAUSE_MILLIS_MEDIAN * dice.logNormal(0.6));
        clockMillis +=
                millis < PAUSE_MILLIS_MIN ? PAUSE_MILLIS_MIN : millis > PAUSE_MILLIS_MAX ? PAUSE_MILLIS_MAX : millis;
    }
}
