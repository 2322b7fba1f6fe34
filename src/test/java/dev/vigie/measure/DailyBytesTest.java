package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Bytes of what looks back on days: damaged ones are refused, or read as something that works. */
class DailyBytesTest {

    private static Daily drift(ByteBuffer bytes) {
        return Drift.readFrom(bytes, 30_000, 30);
    }

    private static Daily joint(ByteBuffer bytes) {
        return JointScore.readFrom(bytes, 10_000);
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            check(worked(new UsualMaximum(), seed), UsualMaximum::readFrom, seed);
            check(worked(new Drift(30_000, 30), seed), DailyBytesTest::drift, seed);
            check(worked(new JointScore(10_000), seed), DailyBytesTest::joint, seed);
        }
    }

    @Test
    void readFrom_damagedPeerSums_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 10; seed++) {
            PeerSums sums = new PeerSums();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 100 * seed; i++) {
                double value = Math.exp(10 * random.nextDouble());
                sums.add(DayReport.ofMaximum(value, random.nextDouble()));
                sums.add(DayReport.ofDrift(Math.log1p(value), random.nextDouble(), 1, 20 * random.nextDouble()));
            }
            ByteBuffer out = ByteBuffer.allocate(sums.serializedBytes());
            sums.writeTo(out);
            Corruption.check(out.array(), PeerSums::readFrom, DailyBytesTest::use, seed);
        }
    }

    @Test
    void readFrom_beforeTheFirstDay_isEmptyAgain() {
        assertThat(Drift.readFrom(ByteBuffer.wrap(bytes(worked(new Drift(1, 1), 3))), 1, 1)
                        .isEmpty())
                .isFalse();
        Daily unused = new JointScore(10_000);
        assertThat(joint(ByteBuffer.wrap(bytes(unused))).isEmpty()).isTrue();
    }

    @Test
    void day_farFromToday_isReadAsItWas() {
        for (long day : new long[] {Long.MIN_VALUE / 86_400_000 - 1, -1, 0, Long.MAX_VALUE / 86_400_000}) {
            Daily maximum = new UsualMaximum();
            Daily drift = new Drift(1, 1);
            Daily joint = new JointScore(1);
            for (Daily each : new Daily[] {maximum, drift, joint}) {
                each.beginDay(day, PeerFigures.NOTHING_KNOWN);
            }
            assertThat(UsualMaximum.readFrom(ByteBuffer.wrap(bytes(maximum))).day())
                    .isEqualTo(day);
            assertThat(drift(ByteBuffer.wrap(bytes(drift))).day()).isEqualTo(day);
            assertThat(joint(ByteBuffer.wrap(bytes(joint))).day()).isEqualTo(day);
        }
    }

    private static void check(Daily daily, Function<ByteBuffer, Daily> reader, long seed) {
        Corruption.check(bytes(daily), reader, read -> use(read, reader), seed);
    }

    private static void use(Daily read, Function<ByteBuffer, Daily> reader) {
        assertThat(bytes(reader.apply(ByteBuffer.wrap(bytes(read))))).isEqualTo(bytes(read));
        PeerSums sums = new PeerSums();
        sums.add(read.endDay());
        read.beginDay(50_000, new PeerFigures(sums, sums, PeerFigures.NOTHING_KNOWN));
        read.see(50);
        assertThat(read.value()).isEqualTo(50);
        sums.add(read.endDay());
    }

    private static void use(PeerSums sums) {
        PeerFigures figures = new PeerFigures(sums, sums, PeerFigures.NOTHING_KNOWN);
        UsualMaximum maximum = new UsualMaximum();
        maximum.beginDay(1, figures);
        assertThat(maximum.limit(10_000)).isNotNegative();
        sums.add(sums);
    }

    private static Daily worked(Daily daily, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int day = 0; day <= 10 * seed; day++) {
            daily.beginDay(20_000 + day, PeerFigures.NOTHING_KNOWN);
            daily.see(random.nextInt(50));
            daily.endDay();
        }
        daily.see(7);
        return daily;
    }

    private static byte[] bytes(Daily daily) {
        ByteBuffer out = ByteBuffer.allocate(daily.serializedBytes());
        daily.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
