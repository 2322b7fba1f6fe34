package dev.vigie.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs whose times state no zone, read in their source's. {@link Collected} has them arrive in November 2023. */
final class SourceZoneTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void json_noZone_isInTheSources() {
        String line = "{'time':'2026-07-31T10:15:00','account':'a','action':'READ'}".replace('\'', '"');
        assertThat(time("json", line)).isEqualTo("2026-07-31T08:15:00Z");
    }

    @Test
    void syslog3164_payloadWithoutATime_hasTheEnvelopes() {
        String line = "<110>Nov 14 09:15:00 host app: CEF:0|v|p|1|read|read|3|suser=a act=view";
        assertThat(time("syslog:cef", line)).isEqualTo("2023-11-14T08:15:00Z");
    }

    @Test
    void syslog3164_payloadWithATime_hasItsOwn() {
        String line = "<110>Nov 14 09:15:00 host app: CEF:0|v|p|1|read|read|3|suser=a act=view rt=1699949700000";
        assertThat(time("syslog:cef", line)).isEqualTo("2023-11-14T08:15:00Z");
    }

    @Test
    void cef_noZone_isInTheSources() {
        String line = "CEF:0|v|p|1|read|read|3|suser=a act=view rt=Jan 31 2026 09:15:00";
        assertThat(time("cef", line)).isEqualTo("2026-01-31T08:15:00Z");
    }

    @Test
    void pgaudit_aZoneThatMeansSeveral_isTheSources() {
        String line = "2026-01-31 09:15:00.123 IST [12] ann@crm 192.0.2.7 LOG:  "
                + "AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.person,select 1,<none>";
        assertThat(time("pgaudit", line)).isEqualTo("2026-01-31T08:15:00.123Z");
    }

    @Test
    void w3c_theSourcesZone_isMeantByDateAndTime() {
        String lines = "#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
                + "2026-01-31 09:15:00 192.0.2.7 GET /persons 200";
        assertThat(time("w3c", lines)).isEqualTo("2026-01-31T08:15:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time: t | 2026-01-31T09:15:00 | 2026-01-31T08:15:00Z",
                "time: {from: t, format: iso} | 2026-01-31 09:15:00 | 2026-01-31T08:15:00Z",
                "time: {from: t, format: dd/MM/yyyy HH:mm} | 31/01/2026 09:15 | 2026-01-31T08:15:00Z",
                "time: {from: t, format: dd/MM/yyyy HH:mm, zone: UTC} | 31/01/2026 09:15 | 2026-01-31T09:15:00Z",
                "time: {from: t, format: yyyyMMddHHmm, zone: +02:00} | 202601310915 | 2026-01-31T07:15:00Z",
                "time: {from: t, format: dd/MM/yyyy HH:mm XXX} | 31/01/2026 09:15 Z | 2026-01-31T09:15:00Z",
                "time: {from: t, format: epoch-seconds} | 1769850900 | 2026-01-31T09:15:00Z",
            })
    void mapping_noZoneOfItsOwn_isInTheSources(String rule, String text, String expected) throws Exception {
        Mapping mapping = Mapping.of("{format: json, fields: {" + rule + ", account: a, action: b}}", "m");
        String line = "{\"t\":\"" + text + "\",\"a\":\"ann\",\"b\":\"read\"}";

        assertThat(time("json", mapping, line)).isEqualTo(expected);
    }

    private static String time(String layout, String value) {
        return time(layout, Mapping.NONE, value);
    }

    private static String time(String layout, Mapping mapping, String value) {
        LineParser parser = LineParser.of(requireNonNull(Layout.named(layout)), mapping.inZone(PARIS));
        return Instant.ofEpochMilli(Collected.value(parser, value.getBytes(UTF_8), "atlas")
                        .onlyEvent()
                        .timeMillis())
                .toString();
    }
}
