package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.History.Event;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What sliding quantiles are when written and read, and how much they take. */
class SlidingQuantileBytesTest {

    @Test
    void writeTo_eventsOfOneWindowInAnyOrder_givesEqualBytes() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            List<Event> events = History.eventsOfOneWindow(random, timespan, 1 + random.nextInt(600));
            byte[] bytes = bytes(quantileOf(timespan, events));
            for (int i = 0; i < 3; i++) {
                assertThat(bytes(quantileOf(timespan, History.shuffled(events, random))))
                        .as("seed %d", seed)
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingQuantile kept = new SlidingQuantile(timespan);
            SlidingQuantile restored = new SlidingQuantile(timespan);
            for (Event event : History.events(random, timespan, 1_500)) {
                kept.add(event.timeMillis(), event.value());
                restored.add(event.timeMillis(), event.value());
                if (random.nextInt(50) == 0) {
                    restored = SlidingQuantile.readFrom(ByteBuffer.wrap(bytes(restored)));
                }
                assertThat(restored.quantile(0.9)).as("seed %d", seed).isEqualTo(kept.quantile(0.9));
                assertThat(restored.relativeError(0.9)).as("seed %d", seed).isEqualTo(kept.relativeError(0.9));
            }
            assertThat(bytes(restored)).as("seed %d", seed).isEqualTo(bytes(kept));
        }
    }

    @Test
    void serializedBytes_everyBucketOfEveryPaneFull_staysBelow740000() {
        PaneBuckets buckets = new PaneBuckets();
        for (long pane = 1; pane <= 65; pane++) {
            for (int bucket = 0; bucket < LogLinear.BUCKETS; bucket++) {
                buckets.add(pane * 1_000_000_000 - 1, bucket, Long.MAX_VALUE);
            }
        }
        assertThat(buckets.serializedBytes(0)).isBetween(700_000, 740_000);
        assertThat(buckets.heapBytes()).isLessThan(1_200_000);
        assertThat(buckets.total()).isEqualTo(65 * 1_888 * ((1L << 35) - 1));
        assertThat(buckets.bucketOf(buckets.total())).isEqualTo(1_887);
        assertThat(buckets.dropUntil(64_999_999_999L)).isTrue();
        assertThat(buckets.total()).isZero();
    }

    @Test
    void heapBytes_anyHistory_staysBounded() {
        SplittableRandom random = new SplittableRandom(1);
        SlidingQuantile quantile = new SlidingQuantile(100_000);
        assertThat(quantile.heapBytes()).isLessThan(300);
        for (int time = 0; time < 300_000; time++) {
            quantile.add(time - random.nextInt(50_000), random.nextLong() >>> (1 + random.nextInt(62)));
        }
        assertThat(quantile.heapBytes()).isBetween(100_000L, 1_200_000L);
        assertThat(quantile.serializedBytes()).isLessThan(250_000);
        quantile.advance(1_000_000);
        assertThat(quantile.heapBytes()).isLessThan(300);
    }

    @Test
    void add_extremeTimesAndAmounts_doesNotOverflow() {
        for (long timespan : History.TIMESPANS) {
            SlidingQuantile quantile = new SlidingQuantile(timespan);
            assertThat(quantile.add(Long.MIN_VALUE, 1)).isFalse();
            for (long time : new long[] {Long.MIN_VALUE + 1, Long.MAX_VALUE}) {
                for (int i = 0; i < 300; i++) {
                    assertThat(quantile.add(time, Long.MAX_VALUE)).isTrue();
                    byte[] bytes = bytes(quantile);
                    assertThat(bytes(SlidingQuantile.readFrom(ByteBuffer.wrap(bytes))))
                            .isEqualTo(bytes);
                }
                assertThat(quantile.value()).isBetween(0x1p63 / 65 * 64, 0x1p63);
            }
        }
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long timespan = History.timespan(random);
            SlidingQuantile quantile = quantileOf(timespan, History.events(random, timespan, 50 + 100 * (int) seed));
            Corruption.check(bytes(quantile), SlidingQuantile::readFrom, SlidingQuantileBytesTest::use, seed);
        }
    }

    @Test
    void readFrom_damagedThinnedOutBytes_refusesOrReadsWithoutAllocating() {
        SlidingQuantile quantile = new SlidingQuantile(64_000);
        for (int time = 0; time < 10_000; time++) {
            quantile.add(90L * time, time);
        }
        quantile.advance(960_000);
        assertThat(quantile.isEmpty()).isFalse();
        Corruption.check(bytes(quantile), SlidingQuantile::readFrom, SlidingQuantileBytesTest::use, 1);
    }

    /** What was taken must work, whatever it means. */
    private static void use(SlidingQuantile quantile) {
        byte[] bytes = bytes(quantile);
        assertThat(bytes(SlidingQuantile.readFrom(ByteBuffer.wrap(bytes)))).isEqualTo(bytes);
        for (double fraction = 0; fraction <= 1; fraction += 0.125) {
            assertThat(quantile.isEmpty() || quantile.quantile(fraction) >= 0).isTrue();
        }
        quantile.add(0, 1);
        quantile.advance(Long.MAX_VALUE);
    }

    private static SlidingQuantile quantileOf(long timespan, List<Event> events) {
        SlidingQuantile quantile = new SlidingQuantile(timespan);
        events.forEach(event -> quantile.add(event.timeMillis(), event.value()));
        return quantile;
    }

    private static byte[] bytes(SlidingQuantile quantile) {
        ByteBuffer out = ByteBuffer.allocate(quantile.serializedBytes());
        quantile.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
