package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffectedSelectionTest {

    private static final AccessEvent READING = Logs.event("1", Logs.START_MILLIS, "CN=a,OU=b", "A-1");

    @Test
    void parse_nothing_isWhatWasReadInEpisodes() throws ReplayException {
        assertThat(AffectedSelection.parse(List.of())).isEqualTo(AffectedSelection.EPISODES);
        assertThat(AffectedSelection.EPISODES.withinEpisodes()).isTrue();
    }

    @Test
    void allows_accountRegisterSourceAndTime_allOfThem() throws ReplayException {
        List<String> parts = List.of(
                "account=atlas/CN=a,OU=b",
                "account=other/one",
                "register=residence-permits",
                "source=192.0.2.7",
                "from=" + CsvFile.time(Logs.START_MILLIS),
                "to=" + CsvFile.time(Logs.START_MILLIS));
        AffectedSelection selection = AffectedSelection.parse(parts);

        assertThat(selection.withinEpisodes()).isFalse();
        assertThat(selection.allows(READING, Logs.START_MILLIS)).isTrue();
        assertThat(selection.allows(READING, Logs.START_MILLIS + 1)).isFalse();
        assertThat(selection.allows(Logs.event("1", Logs.START_MILLIS, "b", "A-1"), Logs.START_MILLIS))
                .isFalse();
        assertThat(AffectedSelection.parse(List.of("register=visas")).allows(READING, 0))
                .isFalse();
        assertThat(AffectedSelection.parse(List.of("source=192.0.2.8")).allows(READING, 0))
                .isFalse();
    }

    @Test
    void parse_anAlert_staysWithinEpisodes() throws ReplayException {
        AffectedSelection selection = AffectedSelection.parse(List.of("alert=x", "account=atlas/b"));

        assertThat(selection.withinEpisodes()).isTrue();
        assertThat(selection.allowsAlert("x")).isTrue();
        assertThat(selection.allowsAlert("y")).isFalse();
    }

    @Test
    void parse_whatChoosesNothing_saysWhatWould() {
        for (String part : List.of("alert", "who=a", "from=yesterday", "to=+999999999999-01-01T00:00:00Z", "")) {
            assertThatThrownBy(() -> AffectedSelection.parse(List.of(part)))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageStartingWith(part + ": ");
        }
        assertThatThrownBy(
                        () -> AffectedSelection.parse(List.of("from=2026-01-02T00:00:00Z", "to=2026-01-01T00:00:00Z")))
                .isInstanceOf(ReplayException.class);
    }
}
