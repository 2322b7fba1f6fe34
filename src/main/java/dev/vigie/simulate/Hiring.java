package dev.vigie.simulate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes an operator's accounts: names, trades, habits and careers. */
final class Hiring {

    private static final double COORDINATORS = 0.12;
    private static final double COORDINATOR_LEVEL = 0.2;
    private static final double OTHER_TRADE = 0.2;
    private static final double NEWCOMERS = 0.08;
    private static final double LEAVERS = 0.05;
    private static final double CHANGERS = 0.02;

    /** A service for each so many accounts of an operator. */
    private static final int ACCOUNTS_PER_SERVICE = 50;

    private static final int ACCOUNTS_WITH_SERVICE = 15;
    private static final List<String> SERVICES = List.of("svc-sync", "svc-export", "svc-archive", "svc-stat");

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
    private final Scenario scenario;
    private final Set<String> taken = new HashSet<>();

    Hiring(Scenario scenario) {
        this.scenario = scenario;
    }

    /** The account of this rank at an operator, which has had those of lower ranks already. */
    Account hire(Operator operator, int rank, int index) {
        Dice dice = Dice.of(scenario.seed(), "account", operator.index(), rank);
        int services = services(operator.accounts());
        if (rank >= operator.accounts() - services) {
            return service(operator, rank, index, dice);
        }
        Account.Kind kind = dice.chance(COORDINATORS) ? Account.Kind.COORDINATOR : Account.Kind.CASEWORKER;
        return caseworker(operator, rank, index, kind, career(operator, dice), dice);
    }

    /** A caseworker who comes on this day, beyond the operator's other accounts. */
    Account hireNewcomer(Operator operator, int rank, int index, int firstDay) {
        Dice dice = Dice.of(scenario.seed(), "newcomer", index);
        Account.Career career =
                new Account.Career(firstDay, scenario.days(), operator.trade(), operator.trade(), scenario.days());
        return caseworker(operator, rank, index, Account.Kind.CASEWORKER, career, dice);
    }

    /** A service's account beyond the operator's other accounts. */
    Account hireService(Operator operator, int rank, int index) {
        return service(operator, rank, index, Dice.of(scenario.seed(), "new-service", index));
    }

    private Account caseworker(
            Operator operator, int rank, int index, Account.Kind kind, Account.Career career, Dice dice) {
        String name = free(dice.oneOf(INITIALS) + dice.oneOf(SURNAMES), operator);
        double level = Roster.LEVEL_SIGMA * dice.gaussian();
        return new Account(
                index,
                rank,
                operator,
                name,
                kind,
                kind == Account.Kind.COORDINATOR ? level + COORDINATOR_LEVEL : level,
                Roster.DAY_SIGMA * dice.logNormal(0.2),
                habits(dice),
                career);
    }

    private Account service(Operator operator, int rank, int index, Dice dice) {
        return new Account(
                index,
                rank,
                operator,
                free(dice.oneOf(SERVICES), operator),
                Account.Kind.SERVICE,
                0,
                0,
                new Account.Habits(Account.Presence.ALL_DAY, false, 0, false, false, false),
                new Account.Career(0, scenario.days(), operator.trade(), operator.trade(), scenario.days()));
    }

    private static Account.Habits habits(Dice dice) {
        double draw = dice.unit();
        return new Account.Habits(
                draw < 0.80
                        ? Account.Presence.ALL_DAY
                        : draw < 0.92 ? Account.Presence.MORNINGS : Account.Presence.AFTERNOONS,
                dice.chance(0.15),
                dice.chance(0.4) ? 0.1 + 0.3 * dice.unit() : 0,
                dice.chance(0.04),
                dice.chance(0.03),
                dice.chance(0.12));
    }

    private Account.Career career(Operator operator, Dice dice) {
        int days = scenario.days();
        Trade before = dice.chance(OTHER_TRADE) ? operator.otherTrade() : operator.trade();
        int firstDay = dice.chance(NEWCOMERS) ? dice.below(days) : 0;
        int lastDay = dice.chance(LEAVERS) ? dice.below(days) : days;
        boolean changes = dice.chance(CHANGERS);
        int changesDay = changes ? dice.below(days) : days;
        Trade after = operator.trade().equals(before) ? operator.otherTrade() : operator.trade();
        return new Account.Career(firstDay, firstDay > lastDay ? days : lastDay, before, after, changesDay);
    }

    private static int services(int accounts) {
        return accounts < ACCOUNTS_WITH_SERVICE ? 0 : 1 + accounts / ACCOUNTS_PER_SERVICE;
    }

    private String free(String wish, Operator operator) {
        String name = wish;
        for (int n = 2; !taken.add(operator.name() + "/" + name); n++) {
            name = wish + n;
        }
        return name;
    }
}
