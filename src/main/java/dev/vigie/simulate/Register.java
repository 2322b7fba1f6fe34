package dev.vigie.simulate;

import java.util.List;

/**
 * A register that operators work on.
 *
 * @param resource its name in the logs
 * @param fileFields what a person's file shows
 */
record Register(String resource, List<String> fileFields) {

    static final Register CIR_DOSSIERS = of(
            "cir-dossiers",
            "name",
            "birth_date",
            "nationality",
            "entry_date",
            "stay_reason",
            "stay_nature",
            "email",
            "phone",
            "address");
    static final Register FIRST_RECEPTION =
            of("premier-accueil", "name", "birth_date", "nationality", "entry_date", "phone", "family");
    static final Register LANGUAGE_COURSES =
            of("formation-linguistique", "name", "nationality", "email", "phone", "language_level");
    static final Register CIVIC_COURSES = of("formation-civique", "name", "entry_date", "email", "attendance");
    static final Register HEALTH_CHECKS =
            of("visite-medicale", "name", "birth_date", "nationality", "phone", "health_check");
    static final Register HOUSING =
            of("hebergement", "name", "birth_date", "nationality", "entry_date", "family", "room");
    static final Register INTERPRETING = of("interpretariat", "name", "nationality", "languages", "phone");
    static final Register EMPLOYMENT =
            of("parcours-emploi", "name", "stay_reason", "email", "phone", "diploma", "profession");
    static final Register RETURN_AID =
            of("aide-retour", "name", "birth_date", "nationality", "passport_number", "bank_account");

    private static final int FIELDS_OF_A_LIST = 4;

    Register {
        fileFields = List.copyOf(fileFields);
    }

    private static Register of(String resource, String... fileFields) {
        return new Register(resource, List.of(fileFields));
    }

    /** What a list or a search shows of each person. */
    List<String> listFields() {
        return fileFields.subList(0, FIELDS_OF_A_LIST);
    }
}
