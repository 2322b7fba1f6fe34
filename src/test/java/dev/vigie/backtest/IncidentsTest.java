package dev.vigie.backtest;

import static dev.vigie.backtest.Samples.cause;
import static dev.vigie.backtest.Samples.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.backtest.Incidents.Incident;
import dev.vigie.backtest.Raised.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {

    private static final Cause HOUR = cause(Samples.READ_HOUR, 40);
    /** Three people, of whom one was read by both accounts. */
    private static final String ROWS = """
            theft,atlas/petit,A-1,1970-01-01T01:00:00.000Z
            theft,atlas/petit,A-2,1970-01-01T01:01:00.000Z
            theft,atlas/grand,A-1,1970-01-01T01:02:00.000Z
            theft,atlas/grand,A-3,1970-01-01T01:03:00.000Z
            """;

    @TempDir
    private Path directory;

    private Incidents read(String rows) throws Exception {
        return Samples.incidents(directory.resolve("truth.csv"), rows);
    }

    @Test
    void detected_byTheFirstAlertFromItsBeginningOn_countsPeopleOnce() throws Exception {
        Incident theft = read(ROWS).all().get(0);
        assertThat(theft.taken()).isEqualTo(3);
        Detected detected = Detected.of(theft, List.of(raised("petit", 62, 70, HOUR), raised("grand", 63, 70, HOUR)));
        assertThat(detected.alert()).isEqualTo(raised("petit", 62, 70, HOUR));
        assertThat(detected.exposedBefore()).isEqualTo(2);
    }

    @Test
    void detected_byNobody_exposesAll() throws Exception {
        Detected detected = Detected.of(
                read(ROWS).all().get(0),
                List.of(raised("other", 62, 70, HOUR), raised("petit", 10, 20, HOUR), raised("grand", 61, 61, HOUR)));
        assertThat(detected.alert()).isNull();
        assertThat(detected.exposedBefore()).isEqualTo(3);
    }

    @Test
    void detected_byAnUpdateOfAnAlertThatWasOpen_countsToThat() throws Exception {
        Raised open = raised("petit", 10, 90, HOUR);
        Raised updated = new Raised(
                open.id(),
                open.groupKind(),
                open.group(),
                open.who(),
                open.accounts(),
                open.openedAtMillis(),
                open.closedAtMillis(),
                open.openingEvent(),
                open.level(),
                open.last(),
                open.causes(),
                open.openingRules(),
                open.exposedBefore(),
                open.exposed(),
                List.of(10 * Samples.MINUTE_MILLIS, 61 * Samples.MINUTE_MILLIS));
        Incidents incidents = read(ROWS);
        assertThat(Detected.of(incidents.all().get(0), List.of(updated)).exposedBefore())
                .isEqualTo(1);
        assertThat(incidents.others(List.of(updated)))
                .as("it was not opened by the theft")
                .containsExactly(updated);
    }

    @Test
    void others_areThoseThatNoIncidentOpened() throws Exception {
        Raised before = raised("petit", 10, 20, HOUR);
        Raised on = raised("petit", 60, 70, HOUR);
        Raised other = raised("other", 60, 70, HOUR);
        assertThat(read(ROWS).others(List.of(before, on, other))).containsExactly(before, other);
    }

    @Test
    void read_ofWhatIsNone_namesTheLine() throws Exception {
        assertThatThrownBy(() -> read("theft,atlas/petit,A-1,yesterday\n"))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("truth.csv:2: time is none such as");
        assertThatThrownBy(() -> read("theft,,A-1,1970-01-01T01:00:00.000Z\n"))
                .hasMessageContaining("truth.csv:2: account is missing");
        assertThatThrownBy(() -> read("")).hasMessageContaining("no incident in it");
        Path other = Files.writeString(directory.resolve("other.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> Incidents.read(other))
                .hasMessageContaining("other.csv:1: there is no column incident");
    }
}
