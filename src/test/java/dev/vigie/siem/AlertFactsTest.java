package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert.Names;
import dev.vigie.model.Alert.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlertFactsTest {

    @Test
    void groupName_account_hasItsOperatorFirst() {
        assertThat(AlertFacts.groupName(Samples.account(State.OPEN))).isEqualTo("atlas/m.petit");
        assertThat(AlertFacts.groupName(Samples.operator(State.OPEN))).isEqualTo("atlas");
    }

    @Test
    void isIp_onlyWhatEveryFormatTakes() {
        assertThat(List.of("192.0.2.7", "2001:db8::7", "::ffff:192.0.2.7")).allMatch(AlertFacts::isIp);
        assertThat(List.of("192.0.2.7:443", "[2001:db8::7]", "fe80::1%eth0", "192.0.2.07", "gateway", ""))
                .noneMatch(AlertFacts::isIp);
        assertThat(AlertFacts.isIpv4("::ffff:192.0.2.7")).isFalse();
    }

    @Test
    void number_anyFigure_hasPlainDigits() {
        assertThat(AlertFacts.number(51)).isEqualTo("51");
        assertThat(AlertFacts.number(20_000)).isEqualTo("20000");
        assertThat(AlertFacts.number(0.016)).isEqualTo("0.016");
        assertThat(AlertFacts.number(0)).isEqualTo("0");
        assertThat(AlertFacts.number(Double.NaN)).isEqualTo("beyond measure");
    }

    @Test
    void joined_moreThanAreNamed_saysHowMany() {
        assertThat(AlertFacts.joined(new Names(List.of("a", "b"), 300))).isEqualTo("a; b; and 298 more");
        assertThat(AlertFacts.joined(new Names(List.of("a"), 1))).isEqualTo("a");
        assertThat(AlertFacts.joined(Names.NONE)).isEmpty();
    }

    @Test
    void exposure_groupAboveTheAccount_saysThatOrdinaryReadingIsInIt() {
        assertThat(AlertFacts.exposure(Samples.operator(State.OPEN)))
                .isEqualTo("21344 people read by the whole group, ordinary reading included");
        assertThat(AlertFacts.exposure(Samples.account(State.OPEN))).isEqualTo("51 people, 50 before the first alert");
        assertThat(AlertFacts.exposure(Samples.refusals())).isEmpty();
    }
}
