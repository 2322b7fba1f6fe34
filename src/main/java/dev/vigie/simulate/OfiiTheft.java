package dev.vigie.simulate;

import dev.vigie.model.Action;
import java.util.List;

/**
 * The OFII case: one account of a small operator with rightful access to the dossiers of the integration contract (CIR)
 * takes two extracts page by page in one afternoon: a list of just under 1,000 people, then a search for one
 * nationality, 600 people. Nobody is in both.
 */
final class OfiiTheft {

    static final int MIXED_PEOPLE_MIN = 950;
    static final int MIXED_PEOPLE_MAX = 999;
    static final int SINGLE_PEOPLE = 600;
    static final String SINGLE_NATIONALITY = "ISR";

    private static final List<String> FIELDS =
            List.of("name", "entry_date", "stay_reason", "stay_nature", "email", "phone");
    private static final Raid.Pauses PAUSES = new Raid.Pauses(13_000, 0.6, 4_000, 60_000);
    private static final Raid.Pauses PACED_PAUSES = new Raid.Pauses(20_000, 1.2, 2_000, 1_800_000);

    private OfiiTheft() {}

    static List<Theft> plan(Casting casting, Plot plot, int number, Dice dice) {
        int mixed = dice.between(MIXED_PEOPLE_MIN, MIXED_PEOPLE_MAX);
        List<Extract> extracts = List.of(
                new Extract("mixed", Register.CIR_DOSSIERS, Action.LIST, FIELDS, casting.strangers(mixed)),
                new Extract(
                        "single",
                        Register.CIR_DOSSIERS,
                        Action.SEARCH,
                        FIELDS,
                        casting.strangers(SINGLE_PEOPLE, SINGLE_NATIONALITY)));
        List<Operator> operators =
                Casting.smaller(casting.operators(operator -> operator.trade().worksOn(Register.CIR_DOSSIERS)));
        Sweep.Target target = new Sweep.Target(extracts, operators, PAUSES, 1, PACED_PAUSES);
        return new Sweep(casting, plot, number, dice, target).plan();
    }
}
