package dev.vigie.backtest;

import static dev.vigie.backtest.Samples.cause;
import static dev.vigie.backtest.Samples.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.backtest.Expectations.Verdict;
import dev.vigie.backtest.Raised.Cause;
import dev.vigie.model.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {

    private static final Cause HOUR = cause(Samples.READ_HOUR, 40);
    /** One alert an hour and a minute after the epoch, with 5 people exposed before it. */
    private static final List<Raised> RAISED =
            List.of(raised("petit", 61, 90, Level.MEDIUM, 5, "e-1", HOUR), raised("grand", 120, 130, HOUR));

    @TempDir
    private Path directory;

    private Expectations read(String text) throws Exception {
        return Expectations.read(Files.writeString(directory.resolve("expect.yaml"), text));
    }

    private List<Verdict> judge(String text, Incidents incidents) throws Exception {
        Expectations expectations = read(text);
        expectations.check(Samples.rules(), incidents);
        return expectations.judge(Samples.outcome(RAISED, incidents), incidents);
    }

    private List<String> failures(String keys) throws Exception {
        List<String> failures = new ArrayList<>();
        judge("expect:\n  - {name: it, " + keys + "}\n", Incidents.NONE).forEach(each -> {
            if (each.failure() != null) {
                failures.add(each.failure());
            }
        });
        return failures;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account: atlas/petit, rule: read-hour",
                "account: atlas/petit, rule: " + Samples.READ_HOUR,
                "account: atlas/petit, level: medium, exposed-at-most: 5",
                "operator: atlas, from: 1970-01-01T02:00:00Z, to: 1970-01-01T03:00:00+00:00, alerts: some",
                "from: 1970-01-01, to: 1970-01-02",
                "account: atlas/nobody, alerts: none",
                "rule: read-day, alerts: none",
                "level: critical, alerts: none",
                "per-week-at-most: 14",
                "account: atlas/nobody, per-week-at-most: 0",
            })
    void judge_ofWhatWasRaised_isMet(String keys) throws Exception {
        assertThat(failures(keys)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account: atlas/nobody | no such alert",
                "account: atlas/petit, level: high | no such alert",
                "account: atlas/petit, rule: read-day | no such alert",
                "account: atlas/petit, exposed-at-most: 4 | 5 people exposed before the first alert, where 4 may be",
                "operator: atlas, alerts: none | 2 such alerts, where none is expected",
                "account: atlas/petit, to: 1970-01-01T01:00:00Z | no such alert",
                "per-week-at-most: 13.9 | 14.0 alerts a week (2 in 1.0 days), where 13.9 may be",
            })
    void judge_ofWhatWasNot_saysWhy(String keys, String why) throws Exception {
        assertThat(failures(keys))
                .singleElement()
                .satisfies(failure -> assertThat(failure).startsWith(why));
    }

    @Test
    void judge_ofAnIncident_countsItsPeople() throws Exception {
        Incidents incidents = Samples.incidents(directory.resolve("truth.csv"), """
                theft,atlas/petit,A-1,1970-01-01T01:00:00Z
                theft,atlas/petit,A-2,1970-01-01T01:00:30Z
                missed,atlas/nobody,A-3,1970-01-01T01:00:00Z
                """);
        assertThat(judge("""
                        expect:
                          - {name: seen, incident: theft}
                          - {name: seen early, incident: theft, exposed-at-most: 1}
                          - {name: not seen, incident: missed}
                          - {name: the rest, per-week-at-most: 7}
                        """, incidents))
                .extracting(Verdict::failure)
                .satisfiesExactly(
                        met -> assertThat(met).isNull(),
                        late -> assertThat(late).startsWith("2 people exposed before the first alert"),
                        missed -> assertThat(missed).isEqualTo("no such alert"),
                        rest -> assertThat(rest).isNull());
    }

    @Test
    void check_ofARuleOrIncidentThatThereIsNot_refuses() throws Exception {
        Expectations expectations =
                read("expect:\n- {name: a, rule: no-such, alerts: none}\n- {name: b, incident: x}\n");
        assertThatThrownBy(() -> expectations.check(Samples.rules(), Incidents.NONE))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("expect.yaml:2: no rule that raises alerts has the id or the name 'no-such'")
                .hasMessageContaining("expect.yaml:3: there is no incident 'x'; name the file of incidents");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | :1: expected one YAML document",
                "expect: {} | :1: expected one YAML document",
                "expect: [] | :1: expects nothing",
                "expect: [7] | :1: an expectation has keys",
                "expect: [{rule: x}] | :1: an expectation needs a name",
                "expect: [{name: a, rulez: x}] | :1: unknown key; there are account, alerts,",
                "expect: [{name: a, rule: [x]}] | :1: rule is a text",
                "expect: [{name: a, account: petit}] | :1: account is written with its operator",
                "expect: [{name: a, level: bad}] | :1: level is one of",
                "expect: [{name: a, from: soon}] | :1: from is a time",
                "expect: [{name: a, from: 2026-01-02, to: 2026-01-01}] | :1: 'from' must be before 'to'",
                "expect: [{name: a, alerts: many}] | :1: alerts is some or none",
                "expect: [{name: a, alerts: none, exposed-at-most: 3}] | :1: where no alert is wanted",
                "expect: [{name: a, exposed-at-most: few}] | :1: exposed-at-most is a number",
                "expect: [{name: a}, {name: a}] | :1: another expectation has this name",
                "expect: [ | not YAML",
            })
    void read_ofWhatIsNone_saysWhereAndWhatWouldBeRight(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("expect.yaml:")
                .hasMessageContaining(why);
    }

    @Test
    void read_ofWhatIsTooLongOrNotUtf8_refuses() throws Exception {
        assertThatThrownBy(() -> read("#".repeat(Expectations.FILE_BYTES_MAX + 1)))
                .isInstanceOf(BacktestException.class);
        Path file = Files.write(directory.resolve("latin"), new byte[] {(byte) 0xE9});
        assertThatThrownBy(() -> Expectations.read(file)).hasMessageContaining("not UTF-8");
    }
}
