package dev.vigie.simulate;

import dev.vigie.model.Subject;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All foreigners in the registers, by ordinal from 0, and all visa applications. A person is computed, not stored: an
 * id like AGDREF's (department, year and number, 10 digits), different for every ordinal, and a nationality. People
 * come in cohorts: neighbours share a class and often its language, and some were registered together, one number after
 * the other.
 */
final class Population {

    /** By falling share; roughly who has signed integration contracts in recent years. */
    private static final String[] NATIONALITIES = {
        "MAR", "DZA", "TUN", "AFG", "CIV", "GIN", "SEN", "CMR", "COD", "BGD", "HTI", "MLI", "TUR", "LKA", "UKR", "RUS",
                "COM",
        "BRA", "CHN", "IND", "PAK", "SYR", "USA", "MDG", "COG", "GBR", "PHL", "VNM", "IRN", "LBN", "GEO", "ALB", "SRB",
                "EGY",
        "PER", "COL", "JPN", "ISR", "CAN", "MEX"
    };

    private static final int[] SHARES = {
        138, 126, 76, 72, 58, 51, 37, 34, 33, 30, 27, 26, 25, 22, 20, 19, 18,
        17, 16, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 6, 5, 5, 4,
        4, 3, 3, 3, 2, 2
    };

    /** What a log tells of a person, by nationality: made once, not for each. */
    private static final Map<String, Map<String, String>> ATTRIBUTES = Arrays.stream(NATIONALITIES)
            .collect(Collectors.toUnmodifiableMap(code -> code, code -> Map.of("nationality", code)));

    private static final int SHARES_TOTAL = Arrays.stream(SHARES).sum();

    /** Who register together: a family, a bus. */
    static final int COHORT = 8;

    /** Who sit in one class. */
    static final int CLASS = 3 * COHORT;

    private static final double COHORTS_TOGETHER = 0.3;
    private static final double CLASSES_OF_ONE_LANGUAGE = 0.35;
    private static final double OF_THE_LANGUAGE = 0.8;

    private static final long DEPARTMENTS = 95;
    private static final long YEARS = 26;
    private static final long NUMBERS = 1_000_000;
    private static final long TEN_DIGITS = 10_000_000_000L;

    /** In each department and year, the lower half of the numbers went to people who came alone. */
    private static final long ALONE = NUMBERS / 2;

    private static final long COHORTS = NUMBERS / 2 / COHORT;

    /** How many ids of people who came alone there are, and a prime near that over the golden ratio. */
    private static final long IDS = DEPARTMENTS * YEARS * ALONE;

    private static final long ID_STRIDE = 763_271_983L;

    /** The same for cohorts. Multiplying by the prime is one-to-one and spreads neighbours. */
    private static final long COHORT_IDS = DEPARTMENTS * YEARS * COHORTS;

    private static final long COHORT_STRIDE = 95_409_001L;

    private static final long APPLICATIONS_FIRST = 100_000_000_000L;

    /** Applications of one visa centre, whose numbers are a series of their own. */
    static final long CENTRE_APPLICATIONS = 100_000_000L;

    private final long seed;
    private final long offset;

    Population(long seed) {
        this.seed = seed;
        this.offset = Dice.of(seed, "population").below(Integer.MAX_VALUE);
    }

    Subject person(int ordinal) {
        return person(ordinal, nationality(ordinal));
    }

    /** The person with a nationality that is given, not drawn. */
    Subject person(int ordinal, String nationality) {
        long cohort = ordinal / COHORT;
        long yearAndDepartment;
        long number;
        if (cameTogether(cohort)) {
            long place = (cohort * COHORT_STRIDE + offset) % COHORT_IDS;
            yearAndDepartment = place / COHORTS;
            number = ALONE + place % COHORTS * COHORT + ordinal % COHORT;
        } else {
            long place = (ordinal * ID_STRIDE + offset) % IDS;
            yearAndDepartment = place / ALONE;
            number = place % ALONE;
        }
        long department = 1 + yearAndDepartment / YEARS;
        long digits = (department * 100 + yearAndDepartment % YEARS) * NUMBERS + number;
        return subject(Long.toString(TEN_DIGITS + digits).substring(1), nationality);
    }

    /** A class often speaks one language, a family always does. */
    String nationality(int ordinal) {
        int cohort = ordinal / COHORT;
        if (cameTogether(cohort)) {
            return draw(Dice.of(seed, "cohort's", cohort));
        }
        Dice ofClass = Dice.of(seed, "class's", ordinal / CLASS);
        Dice own = Dice.of(seed, "person's", ordinal);
        return ofClass.chance(CLASSES_OF_ONE_LANGUAGE) && own.chance(OF_THE_LANGUAGE) ? draw(ofClass) : draw(own);
    }

    /** A nationality by its share among all. */
    static String draw(Dice dice) {
        int draw = dice.below(SHARES_TOTAL);
        int nationality = 0;
        while (draw >= SHARES[nationality]) {
            draw -= SHARES[nationality++];
        }
        return NATIONALITIES[nationality];
    }

    /** Whoever handed in the application of this number, counted from 0: most at one visa centre are of one country. */
    Subject applicant(long number) {
        Dice ofCentre = Dice.of(seed, "centre's", number / CENTRE_APPLICATIONS);
        Dice own = Dice.of(seed, "applicant's", number);
        String nationality = own.chance(OF_THE_LANGUAGE) ? draw(ofCentre) : draw(own);
        return subject("FRA" + (APPLICATIONS_FIRST + number), nationality);
    }

    private boolean cameTogether(long cohort) {
        return Dice.of(seed, "together", cohort).chance(COHORTS_TOGETHER);
    }

    private static Subject subject(String id, String nationality) {
        return new Subject(id, ATTRIBUTES.getOrDefault(nationality, Map.of()));
    }
}
