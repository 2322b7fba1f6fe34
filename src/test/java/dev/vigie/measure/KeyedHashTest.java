package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The keyed hash is SipHash-1-3, and so as good as that. */
class KeyedHashTest {

    /**
     * SipHash-1-3 of the bytes 00 01 02 ..., 0, 2, 4 ... 30 of them, under the key 00 01 ... 0f: the published vectors
     * of even length, each read low byte first.
     */
    private static final long[] VECTORS = {
        0xabac0158050fc4dcL, 0x82cb9b024dc7d44dL, 0xcf75576088d38328L, 0xc50d2b50c59f22a7L,
        0x369095118d299a8eL, 0x79de85ee92ff097fL, 0x78a384b157b4d9a2L, 0x605aa111c0f95d34L,
        0xcc4fdd1a7d908b66L, 0x8ffc389cb473e63eL, 0xc0dc2f46a6cce040L, 0x7ffe7b9ba320872eL,
        0xf464aeb267349c8cL, 0x3a3e35e3ca9913a5L, 0xfb0bed02ef6cd00dL, 0x540f11d643c5e663L
    };

    private final KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @Test
    void of_textOfConsecutiveBytes_isThePublishedVector() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < VECTORS.length; i++) {
            assertThat(hash.of(text)).as("%d bytes", 2 * i).isEqualTo(VECTORS[i]);
            assertThat(hash.of(text.toString())).isEqualTo(VECTORS[i]);
            text.append((char) ((2 * i + 1) << 8 | 2 * i));
        }
    }

    @Test
    void of_number_isThePublishedVectorOfEightBytes() {
        assertThat(hash.of(0x0706050403020100L)).isEqualTo(VECTORS[4]);
    }

    @Test
    void mix_twoNumbers_isThePublishedVectorOfSixteenBytes() {
        assertThat(hash.mix(0x0706050403020100L, 0x0f0e0d0c0b0a0908L)).isEqualTo(VECTORS[8]);
    }

    @Test
    void of_otherKey_differs() {
        assertThat(new KeyedHash(1, 2).of("account")).isNotEqualTo(new KeyedHash(1, 3).of("account"));
    }

    /** Each of 64 output bits flips for half of 4,096 changed inputs: 2,048, and 6 standard deviations are 192. */
    @Test
    void of_oneInputBitFlipped_flipsEveryOutputBitHalfOfTheTime() {
        SplittableRandom random = new SplittableRandom(1);
        int[] flips = new int[Long.SIZE];
        for (int i = 0; i < 4_096; i++) {
            char[] text = String.valueOf(random.nextLong()).toCharArray();
            long before = hash.of(new String(text));
            text[random.nextInt(text.length)] ^= (char) (1 << random.nextInt(Character.SIZE));
            long changed = before ^ hash.of(new String(text));
            for (int bit = 0; bit < Long.SIZE; bit++) {
                flips[bit] += (int) (changed >>> bit & 1);
            }
        }
        for (int flipped : flips) {
            assertThat(flipped).isBetween(2_048 - 192, 2_048 + 192);
        }
    }
}
