package dev.vigie.bench.flink;

import java.util.Arrays;

/**
 * Takes from an event of {@code schemas/access-event.avsc} what the count needs, by its place, and skips the rest: the
 * least that anybody could decode, so that decoding does not slow Flink down. Not safe for use by several threads.
 */
final class EventSkimmer {

    private static final int HEADER_BYTES = 10;
    /** READ, SEARCH, LIST, EXPORT and PRINT come first. */
    private static final int SHOWING_ACTIONS = 5;

    private static final long SUCCESS = 0;
    private static final long[] NOBODY = {};

    private byte[] bytes = {};
    private int position;
    private long timeMillis;

    /** Event time of the event that was read last. */
    long timeMillis() {
        return timeMillis;
    }

    /** Hashes of the people whose records the event showed; empty if it showed none. */
    long[] shown(byte[] event) {
        bytes = event;
        position = HEADER_BYTES;
        skipText(); // id
        timeMillis = readLong();
        if (readLong() != 0) { // ingestedAt
            readLong();
        }
        skipText(); // operator
        skipText(); // account
        for (int optional = 0; optional < 3; optional++) { // role, session, resource
            if (readLong() != 0) {
                skipText();
            }
        }
        boolean shown = readLong() < SHOWING_ACTIONS;
        return readLong() == SUCCESS && shown ? readSubjects() : NOBODY;
    }

    private long[] readSubjects() {
        long[] hashes = NOBODY;
        for (int count = readBlock(); count > 0; count = readBlock()) {
            int known = hashes.length;
            hashes = Arrays.copyOf(hashes, known + count);
            for (int i = 0; i < count; i++) {
                hashes[known + i] = readHash();
                for (int attributes = readBlock(); attributes > 0; attributes = readBlock()) {
                    for (int texts = 0; texts < 2 * attributes; texts++) {
                        skipText();
                    }
                }
            }
        }
        return hashes;
    }

    private int readBlock() {
        long count = readLong();
        if (count < 0) {
            readLong(); // the block's bytes
            count = -count;
        }
        return (int) count;
    }

    private long readHash() {
        int length = (int) readLong();
        long hash = length;
        for (int end = position + length; position < end; position++) {
            hash = (hash ^ bytes[position]) * 0x9E3779B97F4A7C15L;
        }
        return hash ^ hash >>> 32;
    }

    private void skipText() {
        int length = (int) readLong();
        position += length;
    }

    /** Zigzag, seven bits a byte. */
    private long readLong() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value >>> 1 ^ -(value & 1);
    }
}
