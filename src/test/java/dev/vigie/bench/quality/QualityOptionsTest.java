package dev.vigie.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QualityOptionsTest {

    @Test
    void of_nothing_isTheReportedRun() {
        QualityOptions options = QualityOptions.of(List.of());
        assertThat(options).isEqualTo(QualityOptions.FULL);
        assertThat(options.seeds()).isEqualTo(20);
    }

    @Test
    void of_short_staysAwayFromTheReportedSeeds() {
        QualityOptions options = QualityOptions.of(List.of("--accounts", "300", "--short"));
        assertThat(options.firstSeed()).isGreaterThan(QualityOptions.FULL.lastSeed());
        assertThat(options.accounts()).isEqualTo(300);
    }

    @Test
    void of_seeds_isARangeOrOne() {
        assertThat(QualityOptions.of(List.of("--seeds", "101-103")).seeds()).isEqualTo(3);
        assertThat(QualityOptions.of(List.of("--seeds", "101")).seeds()).isEqualTo(1);
    }

    @Test
    void of_nonsense_isRefused() {
        for (List<String> arguments :
                List.of(List.of("--seeds", "3-1"), List.of("--days", "x"), List.of("--what", "1"), List.of("--days"))) {
            assertThatThrownBy(() -> QualityOptions.of(arguments)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
