package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that people give one after the other have running numbers, ids that machines draw have none. */
class SerialNumberTest {

    @ParameterizedTest
    @CsvSource({
        "12345, 12345",
        "0, 0",
        "00042, 42",
        "FRA-2021-0012345, 12345",
        "fra/2021/17, 17",
        "AB12345, 12345",
        "dossier n° 815, 815",
        "75A0012345, 12345",
        "2021FR00123, 123",
        "0012345-7, 12345",
        "FRA-2021-0012345-7, 12345",
        "0012345-42, 12345",
        "12345678Z, 12345678",
        "12345678-Z, 12345678",
        "FRA-12345678K, 12345678",
        "20210115-001, 1",
        "2021-12, 12",
        "12345/FR, 12345",
        "999999999999999999, 999999999999999999",
        "12345678901234567890123, 678901234567890123",
        "1000000000000000000000, 0",
    })
    void of_idThatSomebodyCounted_isItsNumber(String id, long number) {
        assertThat(SerialNumber.of(id)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dupont",
                "9f86d081884c7d65",
                "a1b2c3",
                "12ab34",
                "550e8400-e29b-41d4-a716-446655440000",
                "00000000-0000-0000-0000-000000000001",
                "x12345yz",
                "\u0661\u0662\u0663"
            })
    void of_idWithoutARunningNumber_isNone(String id) {
        assertThat(SerialNumber.of(id)).isEqualTo(SerialNumber.NONE);
    }

    @Test
    void of_randomUuids_isNone() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            assertThat(SerialNumber.of(uuid.toString())).as("%s", uuid).isEqualTo(SerialNumber.NONE);
        }
    }

    @Test
    void series_randomHashes_hardlyEverAgree() {
        SplittableRandom random = new SplittableRandom(2);
        SequentialRun run = new SequentialRun(1_000);
        for (int i = 0; i < 20_000; i++) {
            String id = Long.toHexString(random.nextLong());
            run.add(i / 100, SerialNumber.series(id), SerialNumber.of(id));
            assertThat(run.value()).as("seed 2, %s", id).isLessThan(3);
        }
    }

    @Test
    void series_checkDigitsAndLetters_areNoPartOfIt() {
        assertThat(SerialNumber.series("0012345-7")).isEqualTo(SerialNumber.series("0012346-5"));
        assertThat(SerialNumber.series("12345678Z")).isEqualTo(SerialNumber.series("12345679S"));
        assertThat(SerialNumber.series("12345678-Z")).isEqualTo(SerialNumber.series("12345679-S"));
        assertThat(SerialNumber.series("FRA-2021-0012345")).isEqualTo(SerialNumber.series("FRA-2021-0999999"));
        assertThat(SerialNumber.series("9999")).isEqualTo(SerialNumber.series("10000"));
    }

    @Test
    void series_otherPrefixesSuffixesAndLeadingDigits_areOthers() {
        assertThat(new long[] {
                    SerialNumber.series("12345"),
                    SerialNumber.series("FRA-2021-12345"),
                    SerialNumber.series("FRA-2022-12345"),
                    SerialNumber.series("ESP-2021-12345"),
                    SerialNumber.series("12345/FR"),
                    SerialNumber.series("12345/DE"),
                    SerialNumber.series("1000000000000012345"),
                    SerialNumber.series("2000000000000012345"),
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void of_consecutiveIdsOfManyKinds_areARun() {
        String[] formats = {"%d", "%09d", "FRA-2021-%07d", "%07d-%2$d", "X%06d", "%08d%3$c", "2021FR%05d", "%d/REG"};
        for (String format : formats) {
            SequentialRun run = new SequentialRun(1_000);
            for (int i = 0; i < 50; i++) {
                String id = String.format(Locale.ROOT, format, 99_970 + i, i * 7 % 10, (char) ('A' + i * 11 % 26));
                run.add(i, SerialNumber.series(id), SerialNumber.of(id));
            }
            assertThat(run.value()).as("%s", format).isEqualTo(50);
        }
    }
}
