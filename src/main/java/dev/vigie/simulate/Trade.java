package dev.vigie.simulate;

import java.util.List;

/**
 * What caseworkers are paid for, and how they go about it.
 *
 * @param role theirs
 * @param daily the register of nearly all their work
 * @param second the register that they look into beside the daily one
 * @param manner how they come to the people whom they deal with
 * @param hours when they work
 * @param level how many people a day, as a natural logarithm above the house's usual
 * @param cohortShare how many of the cases are a family or a group that came together, 0 to 1
 * @param updateShare how many of the cases change the file, 0 to 1
 * @param printShare how many of the cases end with a print or an export of the file, 0 to 1
 * @param monthEndFactor how much more there is to do on the last days of a month
 */
record Trade(
        String role,
        Register daily,
        Register second,
        Manner manner,
        Hours hours,
        double level,
        double cohortShare,
        double updateShare,
        double printShare,
        double monthEndFactor) {

    /** How caseworkers come to the people whom they deal with. */
    enum Manner {
        /** By appointment, by name, as it happens. */
        CASES,
        /** From lists: of a class, of a house. */
        LISTS,
        /** New applications one after the other, as they came in. */
        QUEUE,
        /** Whoever speaks one language. */
        LANGUAGE
    }

    /** When they work. */
    enum Hours {
        OFFICE,
        /** Early and late in turn, some weekends too. */
        SHIFTS,
        NIGHTS
    }

    static final Trade VISA_DESK = new Trade(
            "agent-visas",
            Register.VISA_APPLICATIONS,
            Register.VISA_DOCUMENTS,
            Manner.QUEUE,
            Hours.OFFICE,
            0.9,
            0,
            0.5,
            0.05,
            1);

    static final Trade VETTING = new Trade(
            "enqueteur",
            Register.POLICE_FILES,
            Register.CIR_DOSSIERS,
            Manner.CASES,
            Hours.OFFICE,
            -0.5,
            0.02,
            0.1,
            0.1,
            1);

    static final List<Trade> ALL = List.of(
            new Trade(
                    "formateur",
                    Register.LANGUAGE_COURSES,
                    Register.CIR_DOSSIERS,
                    Manner.LISTS,
                    Hours.OFFICE,
                    0.5,
                    0.03,
                    0.2,
                    0.1,
                    1),
            new Trade(
                    "travailleur-social",
                    Register.HOUSING,
                    Register.FIRST_RECEPTION,
                    Manner.CASES,
                    Hours.SHIFTS,
                    -0.2,
                    0.2,
                    0.35,
                    0.05,
                    1),
            new Trade(
                    "secretaire-medical",
                    Register.HEALTH_CHECKS,
                    Register.CIR_DOSSIERS,
                    Manner.CASES,
                    Hours.OFFICE,
                    0.3,
                    0.05,
                    0.4,
                    0.2,
                    1),
            new Trade(
                    "agent-accueil",
                    Register.FIRST_RECEPTION,
                    Register.CIR_DOSSIERS,
                    Manner.CASES,
                    Hours.OFFICE,
                    0.3,
                    0.2,
                    0.45,
                    0.15,
                    1),
            VISA_DESK,
            new Trade(
                    "formateur-civique",
                    Register.CIVIC_COURSES,
                    Register.CIR_DOSSIERS,
                    Manner.LISTS,
                    Hours.OFFICE,
                    0.2,
                    0.02,
                    0.15,
                    0.1,
                    1.2),
            new Trade(
                    "conseiller-emploi",
                    Register.EMPLOYMENT,
                    Register.CIR_DOSSIERS,
                    Manner.CASES,
                    Hours.OFFICE,
                    -0.3,
                    0.03,
                    0.4,
                    0.08,
                    1.3),
            new Trade(
                    "interprete",
                    Register.INTERPRETING,
                    Register.INTERPRETING,
                    Manner.LANGUAGE,
                    Hours.OFFICE,
                    -0.7,
                    0.05,
                    0.1,
                    0.02,
                    1),
            new Trade(
                    "gestionnaire-allocations",
                    Register.ALLOWANCES,
                    Register.CIR_DOSSIERS,
                    Manner.LISTS,
                    Hours.OFFICE,
                    0.1,
                    0.05,
                    0.5,
                    0.1,
                    2.5),
            VETTING,
            new Trade(
                    "conseiller-retour",
                    Register.RETURN_AID,
                    Register.FIRST_RECEPTION,
                    Manner.CASES,
                    Hours.OFFICE,
                    -0.6,
                    0.1,
                    0.35,
                    0.12,
                    1.1),
            new Trade(
                    "veilleur",
                    Register.HOUSING,
                    Register.FIRST_RECEPTION,
                    Manner.LISTS,
                    Hours.NIGHTS,
                    -0.4,
                    0.1,
                    0.2,
                    0.01,
                    1));

    boolean worksOn(Register register) {
        return register.equals(daily) || register.equals(second);
    }
}
