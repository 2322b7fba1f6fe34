package dev.vigie.detect;

import dev.vigie.model.Field;
import java.util.Arrays;
import java.util.Objects;

/** What a {@link PackedContribution} tells of facets, read where it lies. Used by one thread. */
final class PackedFacets {

    static final int NONE = -1;

    private static final int USUALLY = 8;

    private int count;
    private byte[] bytes = {};
    private Facet[] facets = new Facet[USUALLY];
    private long[] numbers = new long[USUALLY];
    private int[] hashCounts = new int[USUALLY];
    /** Where a facet's hashes begin. */
    private int[] hashesFrom = new int[USUALLY];
    /** From one hash to the next: 0 bytes where all are alike. */
    private int[] hashBytes = new int[USUALLY];

    /** Forgets all; what is read from now on is of {@code message}. */
    void begin(byte[] message) {
        bytes = message;
        count = 0;
    }

    /** Reads the next. */
    void read(PackedThings things, CompactInput in) {
        if (count == facets.length) {
            facets = Arrays.copyOf(facets, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
            hashCounts = Arrays.copyOf(hashCounts, 2 * count);
            hashesFrom = Arrays.copyOf(hashesFrom, 2 * count);
            hashBytes = Arrays.copyOf(hashBytes, 2 * count);
        }
        facets[count] = things.facet(in);
        numbers[count] = in.number();
        boolean alike = in.isNext(CompactOutput.ALIKE);
        hashCounts[count] = alike ? in.alikeCount() : in.count(Long.BYTES);
        hashesFrom[count] = in.position();
        hashBytes[count] = alike ? 0 : Long.BYTES;
        in.skip(Long.BYTES * (alike ? 1 : hashCounts[count]));
        count++;
    }

    /** The place of a facet, or {@link #NONE}. By its parts: nobody makes a facet to look for one. */
    int find(Field field, String name) {
        for (int i = 0; i < count; i++) {
            if (facets[i].field() == field && facets[i].name().equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    int hashCount(int place) {
        return hashCounts[place];
    }

    long hash(int place, int index) {
        int at = hashesFrom[place] + Objects.checkIndex(index, hashCounts[place]) * hashBytes[place];
        return (long) CompactOutput.BIG_ENDIAN.get(bytes, at);
    }

    long number(int place) {
        return numbers[place];
    }
}
