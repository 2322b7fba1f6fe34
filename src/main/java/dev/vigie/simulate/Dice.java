package dev.vigie.simulate;

import java.util.List;

/**
 * Random numbers that are the same on every JVM.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), written out
 * because {@code java.util.SplittableRandom} leaves to the release how it makes bounded and Gaussian numbers from the
 * same bits; for the same reason all transcendental functions are {@code StrictMath}'s. Each purpose has dice of its
 * own, so that what one part of the simulation throws never moves another: an incident does not change the ordinary
 * work around it.
 */
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long state) {
        this.state = state;
    }

    /** The dice for one purpose and, within it, one thing such as an account or an account's day. */
    static Dice of(long seed, String purpose, long... path) {
        long state = mix(mix(seed + GOLDEN_GAMMA) + purpose.hashCode());
        for (long step : path) {
            state = mix(state + GOLDEN_GAMMA * (step + 1));
        }
        return new Dice(state);
    }

    /** A one-to-one scrambling of 64 bits (Stafford's variant 13). */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long bits() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** From 0 to {@code bound} - 1, each equally likely to within {@code bound} / 2^32. */
    int below(int bound) {
        return (int) (((bits() >>> 32) * bound) >>> 32);
    }

    /** From {@code min} to {@code max}, both included. */
    int between(int min, int max) {
        return min + below(max - min + 1);
    }

    /** In [0, 1), in steps of 2^-53. */
    double unit() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }

    /** Standard normal, by Box and Muller. */
    double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        return radius * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    /** Median 1; two thirds of the values lie within a factor of e^sigma. */
    double logNormal(double sigma) {
        return StrictMath.exp(sigma * gaussian());
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Fisher and Yates's shuffle, in place. */
    void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
