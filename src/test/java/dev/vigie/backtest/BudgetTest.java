package dev.vigie.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

    @Test
    void parse_ofARate_isItADay() throws Exception {
        assertThat(Budget.parse("2/day").perDay()).isEqualTo(2);
        assertThat(Budget.parse("0.5/day").perDay()).isEqualTo(0.5);
        assertThat(Budget.parse("7/week").perDay()).isEqualTo(1);
    }

    @Test
    void allowedIn_aPeriod_isWhole() throws Exception {
        assertThat(Budget.parse("0.1/day").allowedIn(new Period(0, 30 * Period.DAY_MILLIS)))
                .isEqualTo(3);
        assertThat(Budget.parse("1/week").allowedIn(new Period(0, 13 * Period.DAY_MILLIS)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0/day", "-1/day", "2/hour", "2 /day", "1e9/day", "9999999/day"})
    void parse_ofAnythingElse_saysWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> Budget.parse(text))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("2/day");
    }
}
