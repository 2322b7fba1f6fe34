package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What {@link CompactOutput} wrote is what {@link CompactInput} reads, and it believes nothing else. */
class CompactMessageTest {

    @Test
    void text_thatComesAgain_takesAByteOrTwo() {
        CompactOutput once = new CompactOutput();
        once.text("residence-permits");
        int first = once.toBytes().length;
        once.text("residence-permits");
        assertThat(once.toBytes()).hasSize(first + 1);
    }

    @Test
    void randomMessages_readBack_areTheSame() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            CompactOutput out = new CompactOutput();
            List<Runnable> checks = new ArrayList<>();
            CompactInput[] in = new CompactInput[1];
            for (int i = 0; i < 100; i++) {
                put(random, out, checks, in);
            }
            in[0] = new CompactInput(out.toBytes(), 0);
            checks.forEach(Runnable::run);
            assertThat(in[0].remaining()).as("seed %d", seed).isZero();
        }
    }

    private static void put(SplittableRandom random, CompactOutput out, List<Runnable> checks, CompactInput[] in) {
        String text = random.nextInt(4) == 0 ? "é\u0000\uD83D\uDE00" : "t" + random.nextInt(20);
        long number = random.nextLong() >> random.nextInt(64);
        switch (random.nextInt(6)) {
            case 0 -> {
                out.number(number);
                checks.add(() -> assertThat(in[0].number()).isEqualTo(number));
            }
            case 1 -> {
                out.hash(number);
                checks.add(() -> assertThat(in[0].hash()).isEqualTo(number));
            }
            case 2 -> {
                out.text(text);
                checks.add(() -> assertThat(in[0].text()).isEqualTo(text));
            }
            case 3 -> {
                out.optional(null);
                checks.add(() -> assertThat(in[0].optional()).isNull());
            }
            case 4 -> {
                out.texts(List.of(text, "x", text));
                checks.add(() -> assertThat(in[0].texts()).containsExactly(text, "x", text));
            }
            default -> {
                out.hashes(new long[] {number, 0, -1});
                checks.add(() -> assertThat(in[0].hashes()).containsExactly(number, 0, -1));
            }
        }
    }

    @Test
    void texts_moreThanAreRemembered_areReadAllTheSame() {
        CompactOutput out = new CompactOutput();
        int count = KnownThings.THINGS_MAX + 100;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < count; i++) {
                out.text("n" + i);
            }
        }
        CompactInput in = new CompactInput(out.toBytes(), 0);
        for (int i = 0; i < 2 * count; i++) {
            assertThat(in.text()).isEqualTo("n" + i % count);
        }
    }

    /** "Aa" and "BB" have one hash, and so has any sequence of them. */
    @Test
    void texts_madeToCollide_areReadAllTheSame() {
        CompactOutput out = new CompactOutput();
        for (int i = 0; i < 2_048; i++) {
            out.text(colliding(i % 1_024));
        }
        CompactInput in = new CompactInput(out.toBytes(), 0);
        for (int i = 0; i < 2_048; i++) {
            assertThat(in.text()).isEqualTo(colliding(i % 1_024));
        }
    }

    private static String colliding(int bits) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 10; bit++) {
            text.append((bits >>> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    @Test
    void number_extremes_areReadBack() {
        for (long value : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 63, 64, -64, -65}) {
            CompactOutput out = new CompactOutput();
            out.number(value);
            assertThat(new CompactInput(out.toBytes(), 0).number()).isEqualTo(value);
        }
        assertThat(new CompactOutput().toBytes()).isEmpty();
    }

    @Test
    void anyOtherBytes_areRefusedWithoutMemoryForThem() {
        CompactOutput out = new CompactOutput();
        out.texts(List.of("a", "b"));
        out.hashes(new long[] {1, 2});
        byte[] whole = out.toBytes();
        for (int length = 0; length < whole.length; length++) {
            CompactInput cut = new CompactInput(Arrays.copyOf(whole, length), 0);
            assertThatThrownBy(() -> readAll(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        CompactOutput huge = new CompactOutput();
        huge.number(Integer.MAX_VALUE);
        assertThatThrownBy(() -> new CompactInput(huge.toBytes(), 0).hashes())
                .hasMessageContaining("2147483647 things");
        CompactOutput unknown = new CompactOutput();
        unknown.number(7);
        assertThatThrownBy(() -> new CompactInput(unknown.toBytes(), 0).text()).hasMessageContaining("never was");
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0xFF);
        assertThatThrownBy(() -> new CompactInput(endless, 0).number()).hasMessageContaining("64 bits");
    }

    private static void readAll(CompactInput in) {
        in.texts();
        in.hashes();
    }
}
