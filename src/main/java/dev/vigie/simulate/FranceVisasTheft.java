package dev.vigie.simulate;

import dev.vigie.model.Action;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * The France-Visas case: 8,700 applicants through one module in one sweep, in the order of their applications' numbers,
 * of which few are skipped.
 */
final class FranceVisasTheft {

    static final int PEOPLE = 8_700;
    static final int SKIP_MAX = 4;

    private static final double NEXT_SHARE = 0.85;
    private static final List<String> FIELDS = List.of("name", "passport_number", "birth_date", "nationality");
    private static final Raid.Pauses PAUSES = new Raid.Pauses(7_000, 0.6, 2_000, 60_000);
    private static final Raid.Pauses PACED_PAUSES = new Raid.Pauses(60_000, 1.2, 2_000, 1_800_000);

    private FranceVisasTheft() {}

    static List<Theft> plan(Casting casting, Plot plot, int number, Dice dice) {
        List<Subject> applicants = applicants(casting.house(), number, dice);
        Extract extract = new Extract("", Register.VISA_APPLICATIONS, Action.LIST, FIELDS, applicants);
        List<Operator> operators =
                casting.operators(operator -> operator.trade().worksOn(Register.VISA_APPLICATIONS));
        Sweep.Target target = new Sweep.Target(List.of(extract), operators, PAUSES, Sweep.PAGE_PEOPLE, PACED_PAUSES);
        return new Sweep(casting, plot, number, dice, target).plan();
    }

    /** Of a visa centre that no simulated operator runs. */
    private static List<Subject> applicants(House house, int number, Dice dice) {
        long application = (house.operators().size() + number) * Population.CENTRE_APPLICATIONS;
        List<Subject> applicants = new ArrayList<>(PEOPLE);
        for (int i = 0; i < PEOPLE; i++) {
            application += dice.chance(NEXT_SHARE) ? 1 : dice.between(2, SKIP_MAX);
            applicants.add(house.population().applicant(application));
        }
        return applicants;
    }
}
