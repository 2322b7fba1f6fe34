package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mapping files and logs that somebody wrote to do harm: refused or read, in time and memory that have a bound. */
@Timeout(300)
final class HostileMappingTest {

    private static final long SEED = 20_260_131;
    private static final Path FIXTURES = Path.of("src/test/resources/ingest/mapped");
    private static final byte[] NASTY = "\"'\\\n\r{}[],:;\0\u00e9-=|\t&*!%#<>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> Mapping.of(text, "m"))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageContaining(message);
    }

    @Test
    void of_yamlThatMultipliesOrNests_isRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        assertRefused(bomb.toString(), "aliases");
        assertRefused("format: json\nfields: " + "[".repeat(100_000), "");
        assertRefused("&a [*a]", "");
        assertRefused("{format: json, fields: {" + "x".repeat(1_000) + ": y}}", "there is no field 'xxx");
        assertRefused("format: json\nformat: json\n", "'format' stands twice");
        assertRefused("--- {format: json}\n--- {format: json}\n", "one YAML document");
        assertRefused("", "one YAML document");
        assertRefused("\0", "not YAML");
        assertRefused("!!java.util.Date x", "not YAML: Global tag is not allowed");
        assertRefused("{format: !mine json}", "format must be a text");
    }

    @Test
    void of_moreThanThereIsRoomFor_isRefused() {
        StringBuilder values = new StringBuilder("format: json\nfields:\n  role:\n    from: r\n    values:\n");
        for (int i = 0; i <= FieldRuleReader.VALUES_MAX; i++) {
            values.append("      w").append(i).append(": v\n");
        }
        StringBuilder fields = new StringBuilder("format: json\nfields:\n");
        for (int i = 0; i <= MappingReader.FIELDS_MAX; i++) {
            fields.append("  subject.a").append(i).append(": x\n");
        }
        StringBuilder groups = new StringBuilder("format: json\npatterns:\n");
        for (int i = 0; i < 30; i++) {
            groups.append("  - {from: m, pattern: '(?P<a%d>x)(?P<b%d>y)(?P<c%d>z)'}\n".formatted(i, i, i));
        }
        assertRefused(values.toString(), "values has more than 10000 keys");
        assertRefused(fields.toString(), "fields has more than 100 keys");
        assertRefused(groups.toString(), "the patterns have more than 64 groups");
        assertRefused("format: json\nfields: {role: [" + "x, ".repeat(17) + "]}", "a list of at most 16");
        assertRefused("format: json\nfields: {role: " + "x.".repeat(16) + "x}", "at most 16 keys");
        assertRefused("format: json\nfields: {role: " + "x".repeat(257) + "}", "not be longer than 256");
        assertRefused("format: json\nfields: {role: {constant: " + "x".repeat(1_025) + "}}", "longer than 1024");
        assertRefused("format: json\npatterns: {from: x, pattern: " + "x".repeat(1_025) + "}", "longer than 1024");
        assertRefused("format: json\npatterns: {from: x, pattern: '(?P<a>(x{100}){100})'}", "too large");
    }

    /** Whatever a mapping file looks like, it is refused in words or can be used. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway.jsonl", "portal.csv", "paths.w3c", "plain.csv"})
    void of_mutatedMapping_isRefusedOrReads(String name) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] valid = Files.readAllBytes(FIXTURES.resolve(name + ".mapping"));
        Path log = FIXTURES.resolve(name);
        for (int round = 0; round < 300; round++) {
            String text = new String(mutate(valid, random), StandardCharsets.UTF_8);
            try {
                readAll(log, Mapping.of(text, "m"));
            } catch (UnreadableLogException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, round %d: %s".formatted(SEED, round, text), e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.jsonl", "portal.csv", "paths.w3c", "plain.csv"})
    void read_mutatedLog_neverThrows(String name) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Mapping mapping = Mapping.read(FIXTURES.resolve(name + ".mapping"));
        byte[] valid = Files.readAllBytes(FIXTURES.resolve(name));
        for (int round = 0; round < 250; round++) {
            byte[] mutated = mutate(valid, random);
            try {
                readAll(Files.write(folder.resolve("log"), mutated), mapping);
            } catch (UnreadableLogException e) {
                assertThat(name).isEqualTo("portal.csv");
            } catch (RuntimeException e) {
                String what = new String(mutated, StandardCharsets.ISO_8859_1);
                throw new AssertionError("seed %d, round %d: %s".formatted(SEED, round, what), e);
            }
        }
    }

    private static void readAll(Path log, Mapping mapping) throws UnreadableLogException, IOException {
        try (LogFile file = LogFile.open(log, null, mapping, "o")) {
            file.read((parsed, number) -> assertThat(number).isPositive());
        }
    }

    private static byte[] mutate(byte[] valid, SplittableRandom random) {
        byte[] mutated = valid.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutated.length);
            if (random.nextInt(8) == 0) {
                int other = random.nextInt(mutated.length);
                System.arraycopy(valid, at, mutated, other, Math.min(valid.length - at, mutated.length - other) / 2);
            } else {
                mutated[at] = random.nextBoolean() ? NASTY[random.nextInt(NASTY.length)] : (byte) random.nextInt(256);
            }
        }
        return mutated;
    }

    private static Collected json(String rules, String members) throws UnreadableLogException {
        Mapping mapping = Mapping.of(
                "format: json\nfields:\n  time: t\n  account: a\n  action: {constant: read}\n" + rules.indent(2), "m");
        byte[] line = ("{\"t\":1769847300000,\"a\":\"kim\"" + members + "}").getBytes(StandardCharsets.UTF_8);
        return Collected.value(LineParser.of(Format.JSON, mapping), line, "o");
    }

    @Test
    void read_deepOrWideJson_isReadOrRejected() throws Exception {
        String deep = ",\"p\":" + "[".repeat(200_000);
        String nested = ",\"p\":" + "{\"p\":".repeat(60) + "1" + "}".repeat(60);
        String wide = ",\"p\":[" + "{\"id\":1,\"nat\":\"t7\"},".repeat(30_000) + "{}]";

        assertThat(json("subject: p.id", deep).onlyRejected().reason()).isEqualTo(Reason.BAD_VALUE);
        assertThat(json("subject: p.p.p.p", nested).onlyRejected().reason()).isEqualTo(Reason.BAD_VALUE);
        assertThat(json("subject: p.id\nsubject.nationality: p.nat", wide)
                        .onlyEvent()
                        .subjects())
                .hasSize(30_000)
                .allMatch(subject -> subject.attributes().size() == 1);
    }

    /** Arrays beside arrays must not multiply, neither in time nor in what the event holds. */
    @Test
    void read_longArraysBesideLongArrays_doNotMultiply() throws Exception {
        String people = "[" + "{\"id\":1},".repeat(40_000) + "{\"id\":1}]";
        String tags = "[" + "\"t\",".repeat(40_000) + "\"t\"]";
        String text = "x".repeat(4_000);

        assertThat(json("subject: p.id\nsubject.x: tags", ",\"p\":" + people + ",\"tags\":" + tags)
                        .onlyEvent()
                        .subjects())
                .hasSize(40_001);
        assertThat(json(
                                "subject: g.p.id\nsubject.x: g.p.x\nsubject.y: g.tags",
                                ",\"g\":{\"p\":" + people + ",\"tags\":" + tags + "}")
                        .onlyRejected()
                        .reason())
                .isEqualTo(Reason.BAD_VALUE);
        AccessEvent spread = json(
                        "subject: g.p.id\nsubject.x: g.p.x\nsubject.y: g.text",
                        ",\"g\":{\"p\":" + people + ",\"text\":\"" + text + "\"}")
                .onlyEvent();
        assertThat(spread.subjects()).hasSize(40_001).containsOnly(Subject.of("1"));
    }

    @Test
    void read_moreThanAnEventHolds_isRejected() throws Exception {
        String many = "1;".repeat(AccessEvent.SUBJECTS_MAX + 1);

        assertThat(json("subject: {from: s, split: ';'}", ",\"s\":\"" + many + "\"")
                        .onlyRejected()
                        .detail())
                .startsWith("more than 100000 subjects");
        assertThat(json("field: f", ",\"f\":[" + "1,".repeat(AccessEvent.FIELDS_MAX) + "1]")
                        .onlyRejected()
                        .detail())
                .startsWith("more than");
    }

    @Test
    void read_longTextUnderAPattern_isRejectedAndABadPatternIsNoTrap() throws Exception {
        String text = """
                format: json
                patterns: {from: m, pattern: '(?P<who>(a*)*b)'}
                fields: {time: t, account: {from: who, default: nobody}, action: {constant: read}}
                """;
        LineParser parser = LineParser.of(Format.JSON, Mapping.of(text, "m"));

        assertThat(pattern(parser, "a".repeat(PatternRule.SEARCHED_CHARACTERS_MAX))
                        .onlyEvent()
                        .account())
                .isEqualTo("nobody");
        assertThat(pattern(parser, "a".repeat(PatternRule.SEARCHED_CHARACTERS_MAX + 1))
                        .onlyRejected()
                        .detail())
                .startsWith("m has more than 65536 characters");
    }

    private static Collected pattern(LineParser parser, String message) {
        byte[] line = ("{\"t\":1769847300000,\"m\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        return Collected.value(parser, line, "o");
    }
}
