package dev.vigie.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Daily values of made-up houses, each stressing another part of {@link UsualMaximum} and {@link Drift}. */
enum ConditionsSeries {
    /** A house of many accounts of all sizes. */
    MANY_ACCOUNTS(0, 120, 45, 0, 0),
    /** Accounts come and go within two weeks, so peers say what is usual. */
    NEWCOMERS(1, 80, 60, 1, 0),
    /** A device that is opened once to five times a day. */
    FEW_A_DAY(2, 12, 150, 0, 0),
    /** Rises that stay, and are accepted after a while. */
    SHIFTS(3, 12, 150, 0, 1),
    /** Rises that come and go. */
    WAVES(4, 40, 150, 0, 1),
    /** Volumes that differ by powers of ten, up to a million. */
    WILD(5, 12, 150, 3, 0),
    /** Everybody works six times as much from some day on. */
    BUSY_SEASON(6, 60, 90, 0, 0),
    /** Batch jobs: nearly the same every day, so that deviations reach their floor. */
    BATCH(7, 40, 90, 1, 1);

    /** Of one account on one day. */
    record Value(long day, String account, double value) {}

    private static final long FIRST_DAY = 20_000;

    private final int seed;
    private final int accounts;
    private final int days;
    private final int unusualMin;
    private final int driftsMin;

    ConditionsSeries(int seed, int accounts, int days, int unusualMin, int driftsMin) {
        this.seed = seed;
        this.accounts = accounts;
        this.days = days;
        this.unusualMin = unusualMin;
        this.driftsMin = driftsMin;
    }

    int unusualMin() {
        return unusualMin;
    }

    int driftsMin() {
        return driftsMin;
    }

    List<Value> made() {
        SplittableRandom random = new SplittableRandom(seed);
        double[] sizes = new double[accounts];
        for (int i = 0; i < accounts; i++) {
            sizes[i] = size(random);
        }
        List<Value> values = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < accounts; i++) {
                boolean employed = this != NEWCOMERS || (day >= i % 50 && day < i % 50 + 14);
                if (employed && random.nextInt(7) < 5) {
                    double value = sizes[i] * factor(i, day, random) * spread(random);
                    values.add(new Value(FIRST_DAY + day, "a" + i, Math.max(1, Math.rint(value))));
                }
            }
        }
        return values;
    }

    private double size(SplittableRandom random) {
        return switch (this) {
            case FEW_A_DAY -> 2.5;
            case WILD -> Math.pow(10, 1 + 3 * random.nextDouble());
            case BATCH -> 1_000;
            case MANY_ACCOUNTS, NEWCOMERS, SHIFTS, WAVES, BUSY_SEASON -> 3 + 40 * Math.pow(random.nextDouble(), 3);
        };
    }

    private double factor(int account, int day, SplittableRandom random) {
        return switch (this) {
            case SHIFTS -> account % 2 == 0 && day > 60 + account ? 5 : 1;
            case WAVES -> account < 8 && day > 50 && day % (9 + 2 * account) < 6 ? 7 : 1;
            case BUSY_SEASON -> day > 50 ? 6 : 1;
            case BATCH -> account == 0 && day > 60 ? 2 : random.nextInt(300) == 0 ? 8 : 1;
            case WILD, NEWCOMERS -> random.nextInt(100) == 0 ? 200 : account == 1 && day > 80 ? 6 : 1;
            case MANY_ACCOUNTS, FEW_A_DAY -> 1;
        };
    }

    private double spread(SplittableRandom random) {
        double normal = 0;
        for (int i = 0; i < 12; i++) {
            normal += random.nextDouble() - 0.5;
        }
        return switch (this) {
            case BATCH -> 1 + 0.01 * normal;
            case WILD -> Math.exp(1.2 * normal);
            case MANY_ACCOUNTS, NEWCOMERS, FEW_A_DAY, SHIFTS, WAVES, BUSY_SEASON -> Math.exp(0.5 * normal);
        };
    }
}
