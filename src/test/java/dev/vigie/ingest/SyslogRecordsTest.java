package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SyslogRecordsTest {

    private static final Layout JSON = new Layout(Format.JSON, Envelope.SYSLOG);
    private static final String EVENT = "{\"time\":\"2026-01-31T08:15:00Z\",\"account\":\"%s\",\"action\":\"read\"}";
    private static final String HEADER = "<134>1 2026-01-31T08:15:30Z host app 1 - - ";

    @TempDir
    Path folder;

    private static String counted(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length + " " + message;
    }

    private static String message(String account) {
        return HEADER + EVENT.formatted(account);
    }

    private Collected file(String content) throws Exception {
        Collected collected = new Collected();
        Path path = Files.writeString(folder.resolve("log"), content);
        try (LogFile log = LogFile.open(path, JSON, Mapping.NONE, "o")) {
            log.read(collected::add);
        }
        return collected;
    }

    @Test
    void read_countedAndPlainMessages_areTold() throws Exception {
        String content = counted(message("a")) + counted(message("b") + "\n") + message("c") + "\n"
                + counted(message("d")) + "\n" + counted(message("\u00e9"));

        Collected collected = file(content);

        assertThat(collected.rejected()).isEmpty();
        assertThat(collected.events()).extracting(AccessEvent::account).containsExactly("a", "b", "c", "d", "\u00e9");
    }

    @ParameterizedTest
    @CsvSource({"1, NOT_SYSLOG", "70, NOT_SYSLOG", "900000, TRUNCATED", "9999999, LINE_TOO_LONG"})
    void read_wrongCount_costsItsOwnLineOnly(String count, Reason reason) throws Exception {
        Collected collected = file(count + " " + message("a") + "\n" + message("b") + "\n");

        assertThat(collected.reasons()).containsExactly(reason);
        assertThat(collected.events()).extracting(AccessEvent::account).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<134>1 2026-01-31T08:15:30Z host app 1 ID [a@1 b=\"c\\\"]\\\\\"][d] ",
                "<134>1 - - - - - - \ufeff",
                "<0>Jan  1 08:15:30 host tag[17]: ",
                "<191>Jan 31 08:15:30 host ",
                "Jan 31 08:15:30 host app/sub_1.x-y: ",
                "Jan 31 08:15:30 tag: ",
                "2026-01-31T09:15:30.123456+01:00 host tag[-]: ",
                "<13>",
            })
    void parse_anyHeader_endsBeforeThePayload(String header) {
        byte[] value = (header + EVENT.formatted("a")).getBytes(StandardCharsets.UTF_8);

        assertThat(Collected.value(LineParser.of(JSON, Mapping.NONE), value, "o")
                        .onlyEvent()
                        .account())
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<192>Jan 31 08:15:30 host tag: ",
                "<>Jan 31 08:15:30 host tag: ",
                "<134>1 2026-13-31T08:15:30Z host app 1 - - ",
                "<134>1 yesterday host app 1 - - ",
                "<134>1 - host app 1 - ",
                "<134>1 - host app 1 - [a b=\"c] ",
                "<134>1 - host app 1 - [a] [b] ",
                "Jan 31 2026 08:15:30 host tag: ",
                "Jam 31 08:15:30 host tag: ",
            })
    void parse_noHeader_isRejected(String header) {
        byte[] value = (header + EVENT.formatted("a")).getBytes(StandardCharsets.UTF_8);

        assertThat(Collected.value(LineParser.of(JSON, Mapping.NONE), value, "o")
                        .onlyRejected()
                        .reason())
                .isIn(Reason.NOT_SYSLOG, Reason.NOT_JSON, Reason.NOT_AN_EVENT);
    }

    @Test
    void parse_timeWithoutAYear_isNotTheEvents() {
        byte[] value = "<134>Jan 31 08:15:30 host tag: {\"account\":\"a\",\"action\":\"read\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Collected.value(LineParser.of(JSON, Mapping.NONE), value, "o")
                        .onlyRejected()
                        .reason())
                .isEqualTo(Reason.BAD_TIME);
    }

    @Test
    void named_everyLayout_isItsName() {
        for (Format format : Format.values()) {
            assertThat(Layout.named(format.formatName())).isEqualTo(Layout.of(format));
            String wrapped = "syslog:" + format.formatName();
            if (format == Format.CSV) {
                assertThat(Layout.named(wrapped)).isNull();
            } else {
                Layout layout = new Layout(format, Envelope.SYSLOG);
                assertThat(Layout.named(wrapped)).isEqualTo(layout);
                assertThat(layout.layoutName()).isEqualTo(wrapped);
            }
        }
        assertThat(Layout.named("syslog:")).isNull();
        assertThat(Layout.named("syslog:syslog:cef")).isNull();
    }
}
