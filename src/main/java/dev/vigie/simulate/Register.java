package dev.vigie.simulate;

import java.util.List;

/**
 * A register that operators work on.
 *
 * @param resource its name in the logs
 * @param fileFields what a person's file shows
 * @param listFields what a list or a search shows of each person
 */
record Register(String resource, List<String> fileFields, List<String> listFields) {

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
    static final Register ALLOWANCES = of("allocations", "name", "birth_date", "family", "allocation", "iban");
    static final Register VISA_APPLICATIONS =
            of("visas-demandes", "name", "birth_date", "nationality", "passport_number", "stay_reason", "entry_date");
    static final Register VISA_DOCUMENTS = of("visas-pieces", "name", "passport_number", "photo", "income");
    static final Register POLICE_FILES =
            of("antecedents", "name", "birth_date", "nationality", "criminal_record", "wanted", "address");

    private static final int FIELDS_OF_A_LIST = 3;

    Register {
        fileFields = List.copyOf(fileFields);
        listFields = List.copyOf(listFields);
    }

    private static Register of(String resource, String... fileFields) {
        List<String> fields = List.of(fileFields);
        return new Register(resource, fields, fields.subList(0, FIELDS_OF_A_LIST));
    }
}
