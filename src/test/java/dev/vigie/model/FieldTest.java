package dev.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {

    private static final long MONDAY_MILLIS =
            Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

    private static AccessEvent event(long timeMillis, @Nullable String sourceIp, @Nullable String country) {
        return new AccessEvent(
                "e",
                timeMillis,
                AccessEvent.UNKNOWN,
                "op",
                "acc",
                null,
                null,
                null,
                Action.READ,
                Outcome.SUCCESS,
                List.of(),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                sourceIp,
                null,
                country,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }

    private static @Nullable String network(@Nullable String sourceIp) {
        return Field.SRC_NETWORK.text(event(MONDAY_MILLIS, sourceIp, null));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.0/24",
        "192.0.2.255, 192.0.2.0/24",
        "255.255.255.255, 255.255.255.0/24",
        "0.0.0.0, 0.0.0.0/24",
        "192.0.2.7:50123, 192.0.2.0/24",
        "[192.0.2.7]:80, 192.0.2.0/24",
        "::ffff:1.2.3.4, 1.2.3.0/24",
        "::FFFF:102:304, 1.2.3.0/24",
        "0:0:0:0:0:ffff:1.2.3.4, 1.2.3.0/24",
    })
    void srcNetwork_ipv4_isTheFirst24Bits(String sourceIp, String network) {
        assertThat(network(sourceIp)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:7:1:2:3:4:5, 2001:db8:7::/48",
        "2001:0DB8:0007::1, 2001:db8:7::/48",
        "2001:db8::1, 2001:db8::/48",
        "2001:0:5::1, 2001:0:5::/48",
        "0:5::1, 0:5::/48",
        "0:0:5::1, 0:0:5::/48",
        "2001::1, 2001::/48",
        "::1, ::/48",
        "::, ::/48",
        "ffff:ffff:ffff:ffff::, ffff:ffff:ffff::/48",
        "fe80::1%eth0, fe80::/48",
        "[2001:db8:7::1]:443, 2001:db8:7::/48",
        "[2001:db8:7::1], 2001:db8:7::/48",
        "64:ff9b::192.0.2.7, 64:ff9b::/48",
    })
    void srcNetwork_ipv6_isTheFirst48BitsInOneSpelling(String sourceIp, String network) {
        assertThat(network(sourceIp)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ":",
                "[]",
                "[",
                "]:1",
                "desk-12",
                "desk-12:80",
                "cloudtrail.amazonaws.com",
                "192.0.2",
                "192.0.2.256",
                "192.0.02.1",
                "192.0.2.7:",
                "192.0.2.7:123456",
                "192.0.2.7:80:80",
                "192.0.2.0/24",
                " 192.0.2.7",
                "2001:db8::1::2",
                "2001:db8:1",
                "[2001:db8::1",
                "[2001:db8::1]443",
                "12345"
            })
    void srcNetwork_whatIsNoAddress_standsForItself(String sourceIp) {
        assertThat(network(sourceIp)).isEqualTo(sourceIp);
    }

    @Test
    void srcNetwork_noSource_isAbsent() {
        assertThat(network(null)).isNull();
    }

    @Test
    void srcNetwork_randomAddresses_areOneNetworkIffTheyShareItsBits() {
        for (long seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean v4 = random.nextBoolean();
            int groups = v4 ? 4 : 8;
            int shared = 3; // 3 x 8 bits of IPv4, 3 x 16 bits of IPv6
            int[] one = random.ints(groups, 0, v4 ? 256 : 65_536).toArray();
            int[] other = one.clone();
            int changed = random.nextInt(groups);
            other[changed] ^= 1;
            boolean same = changed >= shared;
            assertThat(Objects.equals(network(written(one, v4)), network(written(other, v4))))
                    .as("seed %d: %s and %s", seed, written(one, v4), written(other, v4))
                    .isEqualTo(same);
        }
    }

    private static String written(int[] groups, boolean v4) {
        return String.join(
                v4 ? "." : ":",
                Arrays.stream(groups)
                        .mapToObj(group -> v4 ? Integer.toString(group) : Integer.toHexString(group))
                        .toList());
    }

    @Test
    void hour_everyHourOfManyYears_isTheCalendars() {
        Set<String> seen = new TreeSet<>();
        for (long seed = 0; seed < 20_000; seed++) {
            long millis = new SplittableRandom(seed).nextLong(AccessEvent.TIME_MILLIS_MIN, AccessEvent.TIME_MILLIS_MAX);
            ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
            boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
            String hour = Field.HOUR.text(event(millis, null, null));
            assertThat(hour)
                    .as("seed " + seed)
                    .isEqualTo(String.format("%s %02d", weekend ? "weekend" : "weekday", time.getHour()));
            seen.add(String.valueOf(hour));
        }
        assertThat(seen).hasSize(WeekHour.COUNT);
    }

    @Test
    void hour_sameHour_isTheSameText() {
        assertThat(Field.HOUR.text(event(MONDAY_MILLIS, null, null)))
                .isEqualTo("weekday 00")
                .isSameAs(Field.HOUR.text(event(MONDAY_MILLIS + 3_599_999, null, null)));
        assertThat(Field.HOUR.text(event(MONDAY_MILLIS - 1, null, null))).isEqualTo("weekend 23");
    }

    @ParameterizedTest
    @CsvSource({"fr, FR", "Fr, FR", "FR, FR", "FRA, FRA", "france, france", "é1, é1", "i1, i1", "'', ''"})
    void country_twoLetters_areUpperCase(String written, String country) {
        assertThat(Field.COUNTRY.text(event(MONDAY_MILLIS, null, written))).isEqualTo(country);
    }

    @Test
    void fields_kinds_haveAValueEach() {
        AccessEvent event = event(MONDAY_MILLIS, "192.0.2.7", "fr");
        for (Field field : Field.values()) {
            switch (field.kind()) {
                case TEXT -> field.text(event);
                case NUMBER -> {
                    if (field == Field.SENSITIVITY) {
                        assertThatThrownBy(() -> field.number(event)).isInstanceOf(IllegalStateException.class);
                    } else {
                        field.number(event);
                    }
                }
                case TEXTS -> assertThat(field.textCount(event)).isZero();
            }
        }
        assertThat(Arrays.stream(Field.values()).filter(Field::isDerived))
                .containsExactly(Field.SRC_NETWORK, Field.HOUR, Field.SENSITIVITY);
    }
}
