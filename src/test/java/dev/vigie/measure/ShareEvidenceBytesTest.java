package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What evidence of shares is when written and read, and how much it takes. */
class ShareEvidenceBytesTest {

    private static final long DAY = History.DAY_MILLIS;

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ShareEvidence kept = new ShareEvidence(2 * DAY);
            ShareEvidence restored = new ShareEvidence(2 * DAY);
            for (int i = 0; i < 1_500; i++) {
                if (i % 100 == 0) {
                    ValueMix peers = new ValueMix();
                    peers.add(random.nextInt(300), 20);
                    peers.addScaled(kept.endDay(), 20);
                    restored.endDay();
                    kept.beginDay(i / 100, peers);
                    restored.beginDay(i / 100, peers);
                }
                long time = i * (DAY / 100) - random.nextLong(random.nextInt(10) == 0 ? 3 * DAY : 1_000);
                long subject = random.nextInt(100_000);
                long value = random.nextInt(4) > 0 ? i / 70 : random.nextInt(300);
                boolean teaches = random.nextInt(5) > 0;
                boolean inTime = kept.add(time, subject, value, teaches);
                assertThat(restored.add(time, subject, value, teaches)).isEqualTo(inTime);
                if (random.nextInt(50) == 0) {
                    restored = ShareEvidence.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
                assertThat(restored.value()).as("seed %d", seed).isEqualTo(kept.value());
                assertThat(restored.lead()).as("seed %d", seed).isEqualTo(kept.lead());
                assertThat(restored.day()).isEqualTo(kept.day());
            }
            assertThat(restored.serializedBytes()).as("seed %d", seed).isEqualTo(kept.serializedBytes());
        }
    }

    @Test
    void serializedBytes_aDayOfAMillionPeople_staysBelow19000() {
        SplittableRandom random = new SplittableRandom(1);
        ShareEvidence share = new ShareEvidence(DAY);
        assertThat(share.isEmpty()).isTrue();
        assertThat(share.heapBytes()).isLessThan(1_000);
        for (int day = 0; day < 3; day++) {
            ValueMix peers = new ValueMix();
            peers.add(share.endDay());
            share.beginDay(day, peers);
            assertThat(share.serializedBytes()).isLessThan(9_000);
            for (int i = 0; i < 300_000; i++) {
                share.add(day * DAY + i, random.nextLong(), random.nextInt(1 + i / 100), true);
            }
        }
        assertThat(share.serializedBytes()).isLessThan(19_000);
        assertThat(share.heapBytes()).isLessThan(36_000);
        assertThat(share.isEmpty()).isFalse();
    }

    @Test
    void seenToday_full_stillKnowsThoseThatItRemembers() {
        SeenToday seen = new SeenToday();
        for (long hash = 0; hash < 5_000; hash++) {
            assertThat(seen.add(2 * hash)).isTrue();
        }
        assertThat(seen.size()).isEqualTo(SeenToday.SUBJECTS_MAX);
        assertThat(seen.add(0)).isFalse();
        assertThat(seen.add(2_046)).isFalse();
        assertThat(seen.add(2_048)).isTrue();
        seen.clear();
        assertThat(seen.add(0)).isTrue();
    }

    @Test
    void add_extremeTimes_doesNotOverflow() {
        for (long timespan : History.TIMESPANS) {
            ShareEvidence share = new ShareEvidence(timespan);
            ValueMix peers = new ValueMix();
            peers.add(5, 100);
            share.beginDay(1, peers);
            assertThat(share.add(Long.MIN_VALUE, 1, 1, true)).isFalse();
            for (long time : new long[] {Long.MIN_VALUE + 1, Long.MAX_VALUE}) {
                for (int i = 0; i < 20; i++) {
                    assertThat(share.add(time, i + (time > 0 ? 100 : 0), 1, true))
                            .isTrue();
                }
                assertThat(share.value()).isPositive();
                assertThat(ShareEvidence.readFrom(ByteBuffer.wrap(bytes(share))).value())
                        .isEqualTo(share.value());
            }
            assertThat(share.add(Long.MAX_VALUE - timespan, 1, 1, true)).isFalse();
        }
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ShareEvidence share = new ShareEvidence(DAY);
            ValueMix peers = new ValueMix();
            peers.add(1, 40);
            share.beginDay(1, peers);
            for (int i = 0; i < 150 * seed; i++) {
                share.add(i, random.nextInt(500), random.nextInt(1 + i), true);
            }
            Corruption.check(bytes(share), ShareEvidence::readFrom, ShareEvidenceBytesTest::use, seed);
        }
    }

    private static void use(ShareEvidence share) {
        bytes(ShareEvidence.readFrom(ByteBuffer.wrap(bytes(share))));
        share.endDay();
        share.beginDay(Long.MAX_VALUE, new ValueMix());
        for (int i = 0; i < 20; i++) {
            share.add(i, i, 1, true);
        }
        assertThat(share.value()).isNotNegative();
        share.advance(Long.MAX_VALUE);
        assertThat(share.lead()).isNull();
    }

    private static byte[] bytes(ShareEvidence share) {
        ByteBuffer out = ByteBuffer.allocate(share.serializedBytes());
        share.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
