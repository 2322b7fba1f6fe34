package dev.vigie.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Who works here: operators of very different sizes, their accounts, and the people assigned to them.
 *
 * @param peopleAssigned how many people are assigned to some operator; ordinals from here on belong to nobody simulated
 * @param hiring makes further accounts
 */
record House(
        Scenario scenario,
        Roster roster,
        List<Operator> operators,
        List<Account> accounts,
        Population population,
        int peopleAssigned,
        Mishaps mishaps,
        Hiring hiring) {

    private static final int PEOPLE_PER_OPERATOR = 200;
    private static final int PEOPLE_PER_ACCOUNT = 250;
    private static final double LOGGING_ASSIGNMENT = 0.5;
    private static final double LOGGING_PURPOSE = 0.4;
    private static final double LOGGING_ROLE = 0.85;
    private static final double BEHIND_ONE_ADDRESS = 0.2;

    static House of(Scenario scenario) {
        Dice dice = Dice.of(scenario.seed(), "house");
        int[] sizes = sizes(scenario.operators(), scenario.accounts());
        dice.shuffle(sizes);
        int[] trades =
                IntStream.range(0, sizes.length).map(i -> i % Trade.ALL.size()).toArray();
        dice.shuffle(trades);
        Hiring hiring = new Hiring(scenario);
        List<Operator> operators = new ArrayList<>(sizes.length);
        List<Account> accounts = new ArrayList<>(scenario.accounts());
        int people = 0;
        for (int i = 0; i < sizes.length; i++) {
            int assigned = PEOPLE_PER_OPERATOR + PEOPLE_PER_ACCOUNT * sizes[i];
            Operator operator = new Operator(
                    i,
                    String.format(Locale.ROOT, "op-%02d", i + 1),
                    Trade.ALL.get(trades[i]),
                    dice.oneOf(Trade.ALL),
                    sizes[i],
                    people,
                    assigned,
                    new Operator.LogHabits(
                            dice.chance(LOGGING_ASSIGNMENT),
                            dice.chance(LOGGING_PURPOSE),
                            dice.chance(LOGGING_ROLE),
                            dice.chance(BEHIND_ONE_ADDRESS)));
            people += assigned;
            operators.add(operator);
            for (int rank = 0; rank < sizes[i]; rank++) {
                accounts.add(hiring.hire(operator, rank, accounts.size()));
            }
        }
        Season season = new Season(scenario.firstDay(), scenario.days());
        return new House(
                scenario,
                new Roster(scenario.seed(), season),
                List.copyOf(operators),
                List.copyOf(accounts),
                new Population(scenario.seed()),
                people,
                new Mishaps(scenario.seed(), season, operators, accounts, scenario.mishaps()),
                hiring);
    }

    /** One account each, the rest shared out by Zipf's law. */
    private static int[] sizes(int operators, int accounts) {
        double[] bounds = new double[operators + 1];
        for (int i = 0; i < operators; i++) {
            bounds[i + 1] = bounds[i] + 1.0 / (i + 2);
        }
        int extra = accounts - operators;
        int[] sizes = new int[operators];
        for (int i = 0; i < operators; i++) {
            sizes[i] = 1 + cut(extra, bounds[i + 1] / bounds[operators]) - cut(extra, bounds[i] / bounds[operators]);
        }
        return sizes;
    }

    private static int cut(int total, double share) {
        return (int) (total * share + 0.5);
    }
}
