package dev.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignTest {

    @Test
    void withIds_idsOfAll_givesThemBackInTheirOrder() {
        List<Sign> signs = List.of(Sign.USUAL_HOURS, Sign.NEW_NETWORK, Sign.OWN_REGISTER);
        List<String> ids = Stream.concat(Stream.of("new_planet"), signs.stream().map(Sign::id))
                .toList();

        assertThat(Sign.withIds(ids)).isEqualTo(signs);
        assertThat(Sign.NEW_NETWORK.id()).isEqualTo("new_network");
    }

    @Test
    void text_everySign_isPartOfASentence() {
        assertThat(Sign.values()).allSatisfy(sign -> assertThat(sign.text()).matches("[a-z][a-z ]+[a-z]"));
    }

    @Test
    void reason_shareBeyondOne_isRefused() {
        for (double share : new double[] {-0.01, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> new Alert.Reason(
                            "r", "t", Level.LOW, List.of(), "m", 0, 1, "l", null, null, 0, share, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("share must lie between 0 and 1");
        }
    }
}
