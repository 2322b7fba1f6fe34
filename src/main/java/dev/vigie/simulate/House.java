package dev.vigie.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who works here: operators of very different sizes, their accounts, and the people assigned to them.
 *
 * @param peopleAssigned how many people are assigned to some operator; ordinals from here on belong to nobody simulated
 */
record House(List<Operator> operators, List<Account> accounts, Population population, int peopleAssigned) {

    private static final int PEOPLE_PER_OPERATOR = 200;
    private static final int PEOPLE_PER_ACCOUNT = 250;
    private static final double PEOPLE_PER_HOUR_MEDIAN = 8;
    private static final double PEOPLE_PER_HOUR_SIGMA = 0.6;
    private static final double PEOPLE_PER_HOUR_MAX = 26;

    private static final List<String> INITIALS = List.of("a b c d e f g h i j k l m n o p r s t v y".split(" ", -1));
    private static final List<String> SURNAMES = List.of("""
            martin bernard thomas petit robert richard durand dubois moreau laurent simon michel lefebvre leroy roux \
            david bertrand morel fournier girard bonnet dupont lambert fontaine rousseau vincent muller lefevre \
            faure andre mercier blanc guerin boyer garnier chevalier francois legrand gauthier garcia perrin robin \
            clement morin nicolas henry roussel mathieu gautier masson marchand duval denis dumont marie lemaire \
            noel meyer dufour meunier brun blanchard giraud joly riviere lucas brunet gaillard barbier arnaud \
            martinez gerard roche renard schmitt roy leroux colin vidal caron picard roger fabre aubert lemoine \
            renaud dumas lacroix olivier philippe bourgeois pierre benoit rey leclerc payet rolland leclercq \
            guillaume lecomte lopez jean dupuy guillot hubert berger carpentier sanchez dupuis moulin louis \
            deschamps huet vasseur perez boucher fleury royer klein jacquet adam paris poirier marty aubry guyot \
            carre charles renault charpentier menard maillard baron bertin bailly herve schneider fernandez collet \
            leger bouvier julien prevost millet perrot diallo traore nguyen benali haddad ferreira da-silva kowalski \
            rossi cohen""".split(" ", -1));
    private static final List<String> USER_AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36"
                    + " Edg/142.0.0.0",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");

    static House of(Scenario scenario) {
        Dice dice = Dice.of(scenario.seed(), "house");
        int[] sizes = sizes(scenario.operators(), scenario.accounts());
        dice.shuffle(sizes);
        int[] trades =
                IntStream.range(0, sizes.length).map(i -> i % Trade.ALL.size()).toArray();
        dice.shuffle(trades);
        List<Operator> operators = new ArrayList<>(sizes.length);
        List<Account> accounts = new ArrayList<>(scenario.accounts());
        int people = 0;
        for (int i = 0; i < sizes.length; i++) {
            int assigned = PEOPLE_PER_OPERATOR + PEOPLE_PER_ACCOUNT * sizes[i];
            Operator operator = new Operator(
                    i,
                    String.format(Locale.ROOT, "op-%02d", i + 1),
                    Trade.ALL.get(trades[i]),
                    sizes[i],
                    people,
                    assigned,
                    dice.chance(0.5),
                    dice.chance(0.4));
            people += assigned;
            operators.add(operator);
            hire(scenario.seed(), operator, accounts);
        }
        return new House(List.copyOf(operators), List.copyOf(accounts), new Population(scenario.seed()), people);
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

    private static void hire(long seed, Operator operator, List<Account> accounts) {
        Set<String> taken = new HashSet<>();
        for (int rank = 0; rank < operator.accounts(); rank++) {
            Dice dice = Dice.of(seed, "account", operator.index(), rank);
            String name = dice.oneOf(INITIALS) + dice.oneOf(SURNAMES);
            for (int n = 2; !taken.add(name); n++) {
                name = name.replaceAll("[0-9]+$", "") + n;
            }
            double pace = PEOPLE_PER_HOUR_MEDIAN * dice.logNormal(PEOPLE_PER_HOUR_SIGMA);
            accounts.add(new Account(
                    accounts.size(),
                    rank,
                    operator,
                    name,
                    dice.chance(0.12) ? "coordinateur" : operator.trade().role(),
                    pace < PEOPLE_PER_HOUR_MAX ? pace : PEOPLE_PER_HOUR_MAX,
                    presence(dice.unit()),
                    dice.oneOf(USER_AGENTS)));
        }
    }

    private static Account.Presence presence(double draw) {
        if (draw < 0.80) {
            return Account.Presence.ALL_DAY;
        }
        return draw < 0.92 ? Account.Presence.MORNINGS : Account.Presence.AFTERNOONS;
    }
}
