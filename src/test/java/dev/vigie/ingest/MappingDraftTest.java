package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappingDraftTest {

    private static final long SEED = 20_260_131;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ACCESSES = """
            {"@version":1,"eventTime":"2026-01-31T08:15:00.5+01:00","user":{"login":"a.roy","profile":"agent"},\
            "operation":"consultDossier","resultat":"OK","persons":[{"personId":"P-1001","nationality":"t7"},\
            {"personId":"P-1002","nationality":"t9"}],"client":{"ip":"192.0.2.7","agent":"Desk/4.1"},"module":"visa",\
            "hits":2,"birthTime":"1970-01-01T00:00:00Z"}
            {"@version":1,"eventTime":"2026-01-31T08:15:01.5+01:00","user":{"login":"b.diaz","profile":"agent"},\
            "operation":"telecharger","resultat":"REFUS","persons":[],"client":{"ip":"2001:db8::7","agent":"Desk/4.1"},\
            "module":"visa","hits":0,"birthTime":"1970-01-01T00:00:00Z"}
            {"@version":1,"eventTime":"2026-01-31T08:15:02.5+01:00","user":{"login":"a.roy","profile":"agent"},\
            "operation":"frobnicate","resultat":"OK","persons":[{"personId":"P-1003","nationality":"t7"}],\
            "client":{"ip":"192.0.2.7","agent":"Desk/4.1"},"module":"residence","hits":1}
            """;

    @TempDir
    Path folder;

    private Path log(String content) throws IOException {
        return Files.writeString(folder.resolve("log"), content);
    }

    private static Mapping mapping(MappingDraft draft) throws UnreadableLogException {
        return Mapping.of(String.join("\n", draft.lines()), "draft.yaml");
    }

    private static Collected read(Path log, Mapping mapping) throws Exception {
        return LineFixturesTest.read(log, null, mapping);
    }

    @Test
    void draft_jsonLog_readsItAsItIs() throws Exception {
        Path log = log(ACCESSES);

        MappingDraft draft = MappingDraft.of(log, null);
        Collected collected = read(log, mapping(draft));

        assertThat(draft.missing()).isEmpty();
        assertThat(collected.rejected()).isEmpty();
        AccessEvent first = collected.events().get(0);
        assertThat(first.timeMillis())
                .isEqualTo(Instant.parse("2026-01-31T07:15:00.5Z").toEpochMilli());
        assertThat(first.account()).isEqualTo("a.roy");
        assertThat(first.role()).isEqualTo("agent");
        assertThat(first.resource()).isEqualTo("visa");
        assertThat(first.sourceIp()).isEqualTo("192.0.2.7");
        assertThat(first.userAgent()).isEqualTo("Desk/4.1");
        assertThat(first.recordCount()).isEqualTo(2);
        assertThat(first.subjects())
                .containsExactly(
                        new Subject("P-1001", Map.of("nationality", "t7")),
                        new Subject("P-1002", Map.of("nationality", "t9")));
        assertThat(collected.events())
                .extracting(AccessEvent::action)
                .containsExactly(Action.READ, Action.EXPORT, Action.OTHER);
        assertThat(collected.events())
                .extracting(AccessEvent::outcome)
                .containsExactly(Outcome.SUCCESS, Outcome.DENIED, Outcome.SUCCESS);
    }

    @Test
    void draft_reasons_sayWhatIsGuessedAndShowNobody() throws Exception {
        String text = String.join("\n", MappingDraft.of(log(ACCESSES), null).lines());

        assertThat(text)
                .contains("# CHECK: what is 'frobnicate'?")
                .contains("# ids, 3 different in 3; such as A-9999\n")
                .contains("# names, 2 different in 3; such as a.aaa\n")
                .contains("# Not read:\n  #   @version\n")
                .doesNotContain("P-1001")
                .doesNotContain("a.roy");
    }

    @Test
    void draft_csvOfDatesHoursAndLists_readsItAndMarksWhatItCannotKnow() throws Exception {
        Path log = log("""
                Date;Heure;Utilisateur;Action;Dossiers;Statut
                03/01/2026;09:15:00;a.roy;CONSULTER;AG1,AG2;200
                04/01/2026;09:15:01;b.diaz;EXTRACTION;AG3;403
                05/01/2026;10:15:01;b.diaz;CONSULTER;AG3;200
                """);

        MappingDraft draft = MappingDraft.of(log, null);
        Collected collected = read(log, mapping(draft));

        assertThat(String.join("\n", draft.lines()))
                .contains("# CHECK: the log does not say its zone: UTC, or such as Europe/Paris?")
                .contains("# CHECK: the sample could as well be written as MM/dd/yyyy HH:mm:ss")
                .contains("format: 'dd/MM/yyyy HH:mm:ss'");
        assertThat(collected.rejected()).isEmpty();
        assertThat(collected.events())
                .extracting(AccessEvent::outcome)
                .containsExactly(Outcome.SUCCESS, Outcome.DENIED, Outcome.SUCCESS);
        assertThat(collected.events().get(0).subjects()).extracting(Subject::id).containsExactly("AG1", "AG2");
    }

    @Test
    void draft_csvWithoutHeader_namesTheColumns() throws Exception {
        Path log = log("1769847300,192.0.2.7,x\n1769847301,192.0.2.8,y\n");

        MappingDraft draft = MappingDraft.of(log, Format.CSV);

        assertThat(draft.missing()).containsExactly("account", "action");
        assertThat(draft.lines()).contains("columns:", "  - 'column 1'");
        assertThat(read(log, mapping(draft)).events())
                .extracting(AccessEvent::sourceIp)
                .containsExactly("192.0.2.7", "192.0.2.8");
    }

    @Test
    void draft_packedLog_isTheSame() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(ACCESSES.getBytes(StandardCharsets.UTF_8));
        }
        Path log = Files.write(folder.resolve("log.gz"), packed.toByteArray());

        assertThat(MappingDraft.of(log, null).lines())
                .isEqualTo(MappingDraft.of(log(ACCESSES), null).lines());
    }

    @Test
    void draft_logThatNeedsNone_saysSo() throws Exception {
        Path ecs = log("{\"@timestamp\":\"2026-01-31T08:15:00Z\",\"event.action\":\"x\"}\n");

        assertThatThrownBy(() -> MappingDraft.of(ecs, null))
                .hasMessageContaining("this is ecs, which needs no mapping");
        assertThat(MappingDraft.of(ecs, Format.JSON).missing()).doesNotContain("time");
        assertThatThrownBy(() -> MappingDraft.of(folder, null)).hasMessageContaining("no regular one");
        assertThatThrownBy(() -> MappingDraft.of(log("hello\nworld\n"), null))
                .hasMessageContaining("neither JSON nor CSV");
        assertThatThrownBy(() -> MappingDraft.of(log("{broken\n"), null)).hasMessageContaining("no record in it");
    }

    /** Whatever a log holds, its draft is a mapping: names and values are quoted, comments stay comments. */
    @Test
    void draft_anyLog_loadsUnchanged() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 100; round++) {
            StringBuilder content = new StringBuilder();
            String[] names = {odd(random), odd(random), "user", "action", "time", "person[0]", "a.b"};
            for (int line = 0; line < 4; line++) {
                ObjectNode record = JSON.createObjectNode();
                for (String name : names) {
                    record.put(name, name.equals("time") ? "2026-01-31T08:15:0" + line + "Z" : odd(random));
                }
                record.putArray(odd(random)).addObject().put(odd(random), odd(random));
                content.append(record).append('\n');
            }
            String text = "";
            try {
                Path log = log(content.toString());
                MappingDraft draft = MappingDraft.of(log, Format.JSON);
                text = String.join("\n", draft.lines());
                read(log, mapping(draft));
            } catch (UnreadableLogException | RuntimeException e) {
                throw new AssertionError("seed %d, round %d: %s%n%s".formatted(SEED, round, content, text), e);
            }
        }
    }

    @Test
    void draft_anyCsv_loadsUnchanged() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 100; round++) {
            StringBuilder content = new StringBuilder();
            for (int line = 0; line < 4; line++) {
                for (int cell = 0; cell < 5; cell++) {
                    content.append(cell == 0 ? "" : ",").append('"');
                    content.append(odd(random).replace("\"", "\"\"").replace("\n", line == 0 ? " " : "\n"));
                    content.append('"');
                }
                content.append('\n');
            }
            String text = "";
            try {
                MappingDraft draft = MappingDraft.of(log(content.toString()), Format.CSV);
                text = String.join("\n", draft.lines());
                mapping(draft);
            } catch (UnreadableLogException | RuntimeException e) {
                if (text.isEmpty() && e instanceof UnreadableLogException) {
                    continue;
                }
                throw new AssertionError("seed %d, round %d: %s%n%s".formatted(SEED, round, content, text), e);
            }
        }
    }

    private static String odd(SplittableRandom random) {
        String[] pieces = {
            "a",
            "null",
            "yes",
            "<<",
            "~",
            ": ",
            "#",
            " #",
            "'",
            "\"",
            "\\",
            "\n",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\u202e",
            "{",
            "[",
            "]",
            ".",
            "*",
            "&",
            "!",
            "%",
            "@",
            "`",
            "-",
            "|",
            ">",
            "\t",
            "\0",
            "\ud83d\ude00",
            "7",
            "é",
            "ok"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
