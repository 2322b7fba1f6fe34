package dev.vigie.simulate;

import java.util.List;

/**
 * What an operator is paid for, and how its caseworkers go about it.
 *
 * @param role of its caseworkers
 * @param daily the register of nearly all its work
 * @param second the register that it looks into beside the daily one
 * @param printShare how many of the cases end with a print or an export of the file, 0 to 1
 * @param updateShare how many of the cases change the file, 0 to 1
 */
record Trade(String role, Register daily, Register second, double printShare, double updateShare) {

    static final List<Trade> ALL = List.of(
            new Trade("formateur", Register.LANGUAGE_COURSES, Register.CIR_DOSSIERS, 0.10, 0.20),
            new Trade("travailleur-social", Register.HOUSING, Register.FIRST_RECEPTION, 0.05, 0.35),
            new Trade("secretaire-medical", Register.HEALTH_CHECKS, Register.CIR_DOSSIERS, 0.20, 0.40),
            new Trade("agent-accueil", Register.FIRST_RECEPTION, Register.CIR_DOSSIERS, 0.15, 0.45),
            new Trade("formateur-civique", Register.CIVIC_COURSES, Register.CIR_DOSSIERS, 0.10, 0.15),
            new Trade("conseiller-emploi", Register.EMPLOYMENT, Register.CIR_DOSSIERS, 0.08, 0.40),
            new Trade("interprete", Register.INTERPRETING, Register.INTERPRETING, 0.02, 0.10),
            new Trade("conseiller-retour", Register.RETURN_AID, Register.FIRST_RECEPTION, 0.12, 0.35));

    boolean worksOn(Register register) {
        return register.equals(daily) || register.equals(second);
    }
}
