package dev.vigie.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Ranks from 0 on, of which rank r comes up in proportion to 1 / (r + 1): a few accounts do most of the work, as
 * everywhere.
 */
final class Zipf {

    private final double[] cumulated;

    Zipf(int ranks) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += 1.0 / (rank + 1);
            cumulated[rank] = sum;
        }
    }

    int next(SplittableRandom random) {
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        // An exact hit is the next rank's, since a rank's share reaches up to, not including, its cumulated sum.
        return found < 0 ? -found - 1 : Math.min(found + 1, cumulated.length - 1);
    }
}
