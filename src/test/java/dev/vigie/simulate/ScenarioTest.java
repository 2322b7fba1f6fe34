package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    @Test
    void constructor_ofImpossibleSettings_saysWhatWouldBeRight() {
        Scenario standard = Scenario.standard(1);
        assertThatThrownBy(() -> standard.withDays(0)).hasMessageContaining("days must be 1 to 3660");
        assertThatThrownBy(() -> standard.withStaff(0, 10)).hasMessageContaining("at least 1 operator");
        assertThatThrownBy(() -> standard.withStaff(10, 9)).hasMessageContaining("an account for each");
        assertThatThrownBy(() -> scenario(LocalDate.of(2025, 12, 14))).hasMessageContaining("Monday to Friday");
        assertThatThrownBy(() -> scenario(LocalDate.of(1969, 12, 15))).hasMessageContaining("between 1991 and 2079");
        assertThatThrownBy(() -> standard.withPlots(List.of(), 22)).hasMessageContaining("a day from 0 to 21");
    }

    private static Scenario scenario(LocalDate firstDay) {
        return new Scenario(1, firstDay, 1, 1, 1, List.of(), 0, false);
    }
}
