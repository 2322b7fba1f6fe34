package dev.vigie.simulate;

import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Who carries out which plot, when, and whom it is about: every account and every stranger is in one plot only. */
final class Casting {

    /** Strangers are no neighbours of each other: no two of one class. */
    private static final int STRANGER_SPACING = Population.CLASS + 1;

    private static final int SETTLED_DAYS = 10;
    private static final int FIRST_WEEK_DAYS = 4;

    private final House house;
    private final List<Integer> days;
    private final Set<Account> cast = new HashSet<>();
    private final List<Account> hired = new ArrayList<>();
    private int nextStranger;

    Casting(House house) {
        this.house = house;
        this.nextStranger = house.peopleAssigned();
        Scenario scenario = house.scenario();
        Season season = house.roster().season();
        List<Integer> working = season.workingDays(scenario.theftsFromDay());
        this.days = working.isEmpty() ? List.of(scenario.days() - 1) : working;
    }

    House house() {
        return house;
    }

    /** A day to begin on, such that so many working days follow before the end, if there are so many. */
    int day(Dice dice, int following) {
        int choice = days.size() - following;
        return days.get(dice.below(choice < 1 ? 1 : choice));
    }

    /** The working days from this one on. */
    List<Integer> daysFrom(int day) {
        return days.stream().filter(other -> other >= day).toList();
    }

    /** Accounts that were hired for plots, and do ordinary work too. */
    List<Account> hired() {
        return List.copyOf(hired);
    }

    /** People whom no operator looks after. */
    List<Subject> strangers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> house.population().person(nextStrangers()))
                .toList();
    }

    /** The same, all of one nationality. */
    List<Subject> strangers(int count, String nationality) {
        return IntStream.range(0, count)
                .mapToObj(i -> house.population().person(nextStrangers(), nationality))
                .toList();
    }

    private int nextStrangers() {
        nextStranger += STRANGER_SPACING;
        return nextStranger;
    }

    /** The operators that this holds for; all, if it holds for none. */
    List<Operator> operators(Predicate<Operator> condition) {
        List<Operator> found = house.operators().stream().filter(condition).toList();
        return found.isEmpty() ? house.operators() : found;
    }

    /** The smaller half of these operators. */
    static List<Operator> smaller(List<Operator> operators) {
        return operators.stream()
                .sorted(Comparator.comparingInt(Operator::accounts))
                .limit((operators.size() + 1) / 2)
                .toList();
    }

    /**
     * Up to {@code count} settled caseworkers of these operators who are at work on this day, preferably such as
     * {@code wish} says; fewer if there are not so many, but at least one.
     */
    List<Account> accounts(Dice dice, int day, int count, List<Operator> operators, Predicate<Account> wish) {
        Set<Operator> employers = Set.copyOf(operators);
        Predicate<Account> fit = account -> !cast.contains(account) && !account.isService() && isSettled(account, day);
        List<Account> candidates = new ArrayList<>();
        for (Predicate<Account> condition : List.<Predicate<Account>>of(
                account -> employers.contains(account.operator()) && fit.test(account) && wish.test(account),
                account -> employers.contains(account.operator()) && fit.test(account),
                account -> !cast.contains(account),
                account -> true)) {
            if (candidates.isEmpty()) {
                house.accounts().stream().filter(condition).forEach(candidates::add);
            }
        }
        List<Account> chosen = new ArrayList<>();
        while (chosen.size() < count && !candidates.isEmpty()) {
            chosen.add(candidates.remove(dice.below(candidates.size())));
        }
        cast.addAll(chosen);
        return chosen;
    }

    /**
     * Whether an account is at work on two thirds of the days of thefts from this one on: neither on leave nor gone.
     */
    boolean staysFrom(int firstDay, Account account) {
        List<Integer> left = daysFrom(firstDay);
        return 3
                        * left.stream()
                                .filter(day -> house.roster().isAtWork(account, day))
                                .count()
                >= 2L * left.size();
    }

    private boolean isSettled(Account account, int day) {
        int firstDay = account.career().firstDay();
        return house.roster().isAtWork(account, day) && (firstDay <= 0 || firstDay + SETTLED_DAYS <= day);
    }

    /** A caseworker who came to one of these operators less than a week ago. */
    Account newcomer(Dice dice, int day, List<Operator> operators) {
        Operator operator = dice.oneOf(operators);
        int firstDay = day - dice.between(1, FIRST_WEEK_DAYS);
        return hire(house.hiring()
                .hireNewcomer(operator, operator.accounts() + hired.size(), nextIndex(), firstDay < 0 ? 0 : firstDay));
    }

    /** A service of one of these operators. */
    Account service(Dice dice, List<Operator> operators) {
        Operator operator = dice.oneOf(operators);
        return hire(house.hiring().hireService(operator, operator.accounts() + hired.size(), nextIndex()));
    }

    private int nextIndex() {
        return house.accounts().size() + hired.size();
    }

    private Account hire(Account account) {
        hired.add(account);
        return account;
    }
}
