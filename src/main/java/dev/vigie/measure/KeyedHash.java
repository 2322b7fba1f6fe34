package dev.vigie.measure;

/**
 * SipHash-1-3: a keyed 64-bit hash of text and numbers.
 *
 * <p>Without the key nobody can choose values that collide, or that all fall below a sampling threshold and so blind a
 * distinct count. SipHash (Aumasson and Bernstein, <i>SipHash: a fast short-input PRF</i>, 2012) is made for that; one
 * compression and three finalisation rounds are what the hash tables of Rust, Python and Ruby use. It is not a
 * substitute for the HMAC by which subjects are named in alerts.
 *
 * <p>Text is hashed as its UTF-16 code units, low byte first: no encoding step, no allocation, and still the published
 * algorithm, so that its reference vectors of even length apply.
 */
public final class KeyedHash {

    private static final int CHARS_PER_WORD = 4;

    private final long key0;
    private final long key1;

    /** The key's bytes 0 to 7 and 8 to 15, each read low byte first. */
    public KeyedHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** Equal for equal sequences of characters, whatever class they are. */
    public long of(CharSequence text) {
        int length = text.length();
        Sip sip = new Sip(key0, key1);
        int at = 0;
        for (; at + CHARS_PER_WORD <= length; at += CHARS_PER_WORD) {
            sip.compress(text.charAt(at)
                    | (long) text.charAt(at + 1) << 16
                    | (long) text.charAt(at + 2) << 32
                    | (long) text.charAt(at + 3) << 48);
        }
        long tail = 0;
        for (int shift = 0; at < length; at++, shift += Character.SIZE) {
            tail |= (long) text.charAt(at) << shift;
        }
        return sip.finish(tail, 2L * length);
    }

    /** The hash of a number, as 8 bytes. */
    public long of(long value) {
        Sip sip = new Sip(key0, key1);
        sip.compress(value);
        return sip.finish(0, Long.BYTES);
    }

    /** The hash of two numbers, as 16 bytes: folds a further value into a hash. Not symmetric. */
    public long mix(long hash, long value) {
        Sip sip = new Sip(key0, key1);
        sip.compress(hash);
        sip.compress(value);
        return sip.finish(0, 2 * Long.BYTES);
    }

    /** The running state; it never leaves the method that made it, so the compiler keeps it in registers. */
    private static final class Sip {

        private long v0;
        private long v1;
        private long v2;
        private long v3;

        Sip(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        void compress(long word) {
            v3 ^= word;
            round();
            v0 ^= word;
        }

        long finish(long tail, long bytes) {
            compress(tail | bytes << 56);
            v2 ^= 0xff;
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
