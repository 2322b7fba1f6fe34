package dev.vigie.simulate;

import dev.vigie.model.Subject;
import java.util.Arrays;
import java.util.Map;

/**
 * All foreigners in the registers, by ordinal from 0. A person is computed, not stored: an id like AGDREF's
 * (department, year and number, 10 digits), different for every ordinal, and a nationality.
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

    private static final int SHARES_TOTAL = Arrays.stream(SHARES).sum();

    private static final long DEPARTMENTS = 95;
    private static final long YEARS = 26;
    private static final long NUMBERS = 1_000_000;
    private static final long TEN_DIGITS = 10_000_000_000L;
    private static final long IDS = DEPARTMENTS * YEARS * NUMBERS;

    /**
     * A prime that divides none of the three above, near IDS / the golden ratio: multiplying by it is one-to-one and
     * spreads neighbours.
     */
    private static final long STRIDE = 1_526_543_927L;

    private final long seed;
    private final long offset;

    Population(long seed) {
        this.seed = seed;
        this.offset = Long.remainderUnsigned(Dice.of(seed, "population").bits(), IDS);
    }

    Subject person(int ordinal) {
        int draw = Dice.of(seed, "person", ordinal).below(SHARES_TOTAL);
        int nationality = 0;
        while (draw >= SHARES[nationality]) {
            draw -= SHARES[nationality++];
        }
        return person(ordinal, NATIONALITIES[nationality]);
    }

    /** The person with a nationality that is given, not drawn. */
    Subject person(int ordinal, String nationality) {
        long number = (ordinal * STRIDE + offset) % IDS;
        long department = 1 + number / (YEARS * NUMBERS);
        long digits = department * 100 * NUMBERS + number % (YEARS * NUMBERS);
        String id = Long.toString(TEN_DIGITS + digits).substring(1);
        return new Subject(id, Map.of("nationality", nationality));
    }
}
