package dev.vigie.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QuantilesTest {

    @Test
    void at_isTheNearestRank() {
        Quantiles values = Quantiles.of(List.of(30, 10, 20, 40));
        assertThat(values.median()).isEqualTo(20);
        assertThat(values.at(0.51)).isEqualTo(30);
        assertThat(values.at(0.95)).isEqualTo(40);
        assertThat(values.at(0)).isEqualTo(10);
    }

    @Test
    void at_ofNothing_isRefused() {
        Quantiles nothing = Quantiles.of(List.<Integer>of());
        assertThatThrownBy(nothing::median).isInstanceOf(IllegalStateException.class);
    }
}
