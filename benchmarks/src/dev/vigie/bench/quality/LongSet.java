package dev.vigie.bench.quality;

/** A set of hashes. Open addressing; zero stands for an empty place, so that it cannot be a member and becomes one. */
final class LongSet {

    private static final int PLACES_MIN = 16;

    private long[] places = new long[PLACES_MIN];
    private int size;

    int size() {
        return size;
    }

    /** True if it was not there before. */
    boolean add(long hash) {
        if (!put(places, hash == 0 ? 1 : hash)) {
            return false;
        }
        if (++size * 2 > places.length) {
            long[] wider = new long[places.length * 2];
            for (long each : places) {
                if (each != 0) {
                    put(wider, each);
                }
            }
            places = wider;
        }
        return true;
    }

    private static boolean put(long[] places, long hash) {
        int place = (int) hash & (places.length - 1);
        while (places[place] != 0) {
            if (places[place] == hash) {
                return false;
            }
            place = (place + 1) & (places.length - 1);
        }
        places[place] = hash;
        return true;
    }

    /** A text's hash: FNV-1a over 64 bits, stirred once more for the low bits. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }
}
