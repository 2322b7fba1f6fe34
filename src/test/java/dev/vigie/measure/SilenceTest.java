package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A silence weighs what its hours usually have, by the feed's own weeks. */
class SilenceTest {

    /** A Monday, 00:00 UTC. */
    private static final long MONDAY = 1_767_571_200_000L;

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int OFFICE_MINUTES = 7 * 60;

    /** Weeks of an office: an event every five minutes from eight to five, Monday to Friday. */
    private static Silence office(int weeks) {
        Silence silence = new Silence(HOUR);
        for (int day = 0; day < 7 * weeks; day++) {
            if (day % 7 < 5) {
                work(silence, day, 8 * HOUR, 17 * HOUR);
            }
        }
        return silence;
    }

    private static void work(Silence silence, int day, long from, long to) {
        for (long at = from; at < to; at += 5 * MINUTE) {
            silence.see(MONDAY + day * DAY + at);
        }
    }

    private static long at(int day, int hour) {
        return MONDAY + day * DAY + hour * HOUR;
    }

    @Test
    void missedMinutes_nightWeekendAndOneDayOff_areNoSilence() {
        Silence silence = office(8);
        assertThat(silence.missedMinutes(at(56, 8))).as("the weekend").isZero();
        assertThat(silence.missedMinutes(at(57, 8)))
                .as("a day that never began")
                .isZero();
        assertThat(silence.missedMinutes(at(57, 12))).as("and three hours more").isEqualTo(180, within(1.0));
    }

    @Test
    void missedMinutes_dayThatBreaksOff_countsAtOnce() {
        Silence silence = office(8);
        work(silence, 56, 8 * HOUR, 11 * HOUR);
        long last = silence.lastSeenMillis();
        assertThat(silence.missedMinutes(last + 2 * HOUR)).isEqualTo(120, within(1.0));
        assertThat(silence.missedMinutes(at(56, 22))).as("the rest of the day").isEqualTo(305, within(1.0));
        assertThat(silence.missedMinutes(at(58, 12)))
                .as("of the days that never begin the first is forgiven")
                .isEqualTo(305 + 180, within(1.0));
    }

    @Test
    void missedMinutes_feedThatNeverRests_countsFromTheFirstMinute() {
        Silence silence = new Silence(HOUR);
        for (long at = 0; at < 21 * DAY; at += 10 * MINUTE) {
            silence.see(MONDAY + at);
        }
        assertThat(silence.missedMinutes(silence.lastSeenMillis() + 30 * HOUR)).isEqualTo(1_800, within(1.0));
    }

    @Test
    void missedMinutes_twoWeeksAreNotOver_areUnknown() {
        Silence silence = office(2);
        assertThat(silence.missedMinutes(at(13, 23))).isZero();
        work(silence, 14, 8 * HOUR, 10 * HOUR);
        assertThat(silence.missedMinutes(at(14, 15))).isGreaterThan(200);
    }

    @Test
    void missedMinutes_eventsByChance_weighAboutAlikeHoweverSeldom() {
        for (double anHour : new double[] {0.1, 0.5, 2}) {
            SplittableRandom random = new SplittableRandom(7);
            Silence silence = new Silence(HOUR);
            List<Double> missed = new ArrayList<>();
            double at = 0;
            while (at < 400 * DAY) {
                at += -Math.log(random.nextDouble()) / anHour * HOUR;
                double weight = silence.missedMinutes(MONDAY + (long) at);
                if (at > 60 * DAY) {
                    missed.add(weight);
                }
                silence.see(MONDAY + (long) at);
            }
            assertThat(missed).as("%s an hour", anHour).allMatch(each -> each < 10 * 60);
        }
    }

    @Test
    void see_summerTimeBegins_isNoSilence() {
        Silence silence = office(8);
        work(silence, 56, 9 * HOUR, 18 * HOUR);
        assertThat(silence.value()).isLessThan(10);
        work(silence, 57, 7 * HOUR, 16 * HOUR);
        assertThat(silence.missedMinutes(at(58, 8))).isLessThan(10);
    }

    @Test
    void value_feedSpeaksAgain_isStatedForATimespanWithItsBeginning() {
        Silence silence = office(8);
        work(silence, 56, 8 * HOUR, 11 * HOUR);
        long last = silence.lastSeenMillis();
        silence.see(at(56, 15));
        assertThat(silence.value()).isEqualTo(245, within(1.0));
        assertThat(silence.silentSinceMillis()).isEqualTo(last);
        silence.see(at(56, 15) + 5 * MINUTE);
        assertThat(silence.value()).as("of two the greater").isEqualTo(245, within(1.0));
        silence.advance(at(56, 16));
        assertThat(silence.value()).isZero();
    }

    @Test
    void see_silenceOfMonths_keepsTheRhythm() {
        Silence silence = office(8);
        work(silence, 156, 8 * HOUR, 9 * HOUR);
        assertThat(silence.value()).isGreaterThan(10 * OFFICE_MINUTES);
        work(silence, 157, 8 * HOUR, 11 * HOUR);
        assertThat(silence.missedMinutes(silence.lastSeenMillis() + 2 * HOUR)).isGreaterThan(100);
    }

    @Test
    void see_lateEvents_changeNothing() {
        Silence silence = office(3);
        byte[] before = bytes(silence);
        silence.see(at(3, 3));
        silence.see(silence.lastSeenMillis());
        assertThat(bytes(silence)).isEqualTo(before);
    }

    @Test
    void await_batchesThatComeLate_areAllowedForAndForgotten() {
        Silence silence = office(8);
        long last = silence.lastSeenMillis();
        assertThat(silence.heardMillis()).isEqualTo(last);
        assertThat(silence.await(last + 4 * HOUR)).isEqualTo(last + 4 * HOUR);
        assertThat(silence.heardMillis()).isEqualTo(last + 4 * HOUR);
        silence.see(last + HOUR);
        assertThat(silence.heardMillis()).as("the clock goes back").isEqualTo(last + HOUR);
        assertThat(silence.await(last + 5 * HOUR)).isEqualTo(last + 2 * HOUR);
        for (int day = 1; day < 300; day++) {
            silence.see(last + 5 * HOUR + day * DAY);
        }
        assertThat(silence.await(last + 400 * DAY)).isEqualTo(last + 400 * DAY);
    }

    @Test
    void firstMinute_limitIsPassed_saysWhen() {
        Silence silence = office(8);
        work(silence, 56, 8 * HOUR, 11 * HOUR);
        long last = silence.lastSeenMillis();
        long first = silence.firstMinute(at(57, 8), at -> silence.missedMinutes(at) > 120);
        assertThat(first).isEqualTo(last + 121 * MINUTE);
        assertThat(silence.firstMinute(at(59, 8), at -> silence.missedMinutes(at) > 120))
                .as("whenever it is asked")
                .isEqualTo(first);
    }

    @Test
    void readFrom_atRandomPoints_changesNothing() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Silence kept = new Silence(HOUR);
            Silence restored = new Silence(HOUR);
            long at = MONDAY;
            for (int i = 0; i < 2_000; i++) {
                at += random.nextLong(random.nextInt(20) == 0 ? DAY : HOUR);
                if (random.nextInt(9) == 0) {
                    long waited = at + random.nextLong(DAY);
                    assertThat(restored.await(waited)).isEqualTo(kept.await(waited));
                }
                kept.see(at);
                restored.see(at);
                restored = random.nextInt(20) == 0 ? Silence.readFrom(ByteBuffer.wrap(bytes(restored))) : restored;
                assertThat(bytes(restored)).as("seed %d", seed).isEqualTo(bytes(kept));
            }
        }
    }

    @Test
    void readFrom_damagedBytes_refusesOrReadsWithoutAllocating() {
        for (long seed = 0; seed < 4; seed++) {
            Corruption.check(bytes(office((int) seed)), Silence::readFrom, SilenceTest::use, seed);
        }
    }

    private static void use(Silence silence) {
        assertThat(bytes(Silence.readFrom(ByteBuffer.wrap(bytes(silence))))).isEqualTo(bytes(silence));
        silence.await(MONDAY + DAY);
        work(silence, 100, 0, DAY);
        assertThat(silence.missedMinutes(at(300, 0))).isNotNegative().isFinite();
    }

    private static byte[] bytes(Silence silence) {
        ByteBuffer out = ByteBuffer.allocate(silence.serializedBytes());
        silence.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }
}
