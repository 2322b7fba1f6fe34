package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings against references that are too plain to be wrong, over seeded random records. */
final class MappingPropertyTest {

    private static final long SEED = 20_260_131;
    private static final int ROUNDS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] PIECES = {"a", "b", ";", " ", "P/", "'", ":", "\\", "é", "-", "{", "#", "\"", "1"};

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** Split, drop, look up, fall back: as a few lines over a map and a loop have it. */
    @Test
    void steps_overRandomTexts_areWhatTheReferenceSays() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, String> values = new HashMap<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                values.put(text(random), random.nextInt(4) == 0 ? "" : text(random));
            }
            String prefix = random.nextBoolean() ? "P/" : "";
            String otherwise = random.nextInt(3) == 0 ? text(random) : null;
            String absent = random.nextInt(3) == 0 ? text(random) : null;
            String written = text(random) + text(random);
            StringBuilder rule = new StringBuilder("{from: s, split: ';'");
            rule.append(prefix.isEmpty() ? "" : ", drop-prefix: P/");
            rule.append(", values: {");
            values.forEach((word, value) -> rule.append(DraftText.quoted(word))
                    .append(": ")
                    .append(DraftText.quoted(value))
                    .append(", "));
            rule.append('}');
            rule.append(otherwise == null ? "" : ", otherwise: " + DraftText.quoted(otherwise));
            rule.append(absent == null ? "" : ", default: " + DraftText.quoted(absent))
                    .append('}');
            ObjectNode record = JSON.createObjectNode().put("s", written);

            List<String> expected = new ArrayList<>();
            for (String part : written.split(";", -1)) {
                String rest = part.strip().startsWith(prefix) ? part.strip().substring(prefix.length()) : part.strip();
                String value = values.containsKey(rest) ? values.get(rest) : otherwise == null ? rest : otherwise;
                if (!part.isBlank() && !value.isEmpty()) {
                    expected.add(value);
                }
            }
            if (expected.isEmpty() && absent != null) {
                expected.add(absent);
            }
            assertThat(subjects("subject: " + rule, record))
                    .as("seed %d, round %d: %s of %s", SEED, round, rule, record)
                    .extracting(Subject::id)
                    .isEqualTo(expected);
        }
    }

    /** Every instant, written by the formatter and read back, is itself, whatever the zone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd/MM/yyyy HH:mm:ss",
                "yyyy-MM-dd'T'HH:mm:ss.SSS",
                "M/d/yyyy h:mm:ss a",
                "EEE, d MMM yyyy HH:mm:ss Z",
                "yyyyMMddHHmmss",
                "dd-MMM-yy HH.mm.ss",
            })
    void times_writtenAndRead_areTheSame(String pattern) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (String zone : List.of("UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "+05:45")) {
            TimeForm form = TimeForm.of(List.of(pattern), ZoneId.of(zone));
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            for (int round = 0; round < ROUNDS / 5; round++) {
                Instant instant = Instant.ofEpochSecond(random.nextLong(946_800_000L, 4_102_000_000L));
                String text = formatter.format(instant.atZone(ZoneId.of(zone)));
                // Of an hour that comes twice the first is taken, unless the text has an offset.
                LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneId.of(zone));
                Instant expected = pattern.endsWith("Z")
                        ? instant
                        : local.atZone(ZoneId.of(zone)).toInstant();

                assertThat(form.millis(text))
                        .as("seed %d, round %d: %s in %s", SEED, round, text, zone)
                        .isEqualTo(expected.toEpochMilli());
            }
        }
    }

    @Test
    void epochs_inEveryUnit_areTheSameInstant() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long millis = random.nextLong(AccessEvent.TIME_MILLIS_MIN, AccessEvent.TIME_MILLIS_MAX);
            Map<String, String> written = Map.of(
                    "epoch-millis",
                    Long.toString(millis),
                    "epoch-micros",
                    millis + "999",
                    "epoch-nanos",
                    millis + "999999",
                    "epoch-seconds",
                    "%d.%03d".formatted(millis / 1_000, millis % 1_000));
            for (Map.Entry<String, String> entry : written.entrySet()) {
                assertThat(TimeForm.of(List.of(entry.getKey()), ZoneOffset.UTC).millis(entry.getValue()))
                        .as("seed %d, round %d: %s", SEED, round, entry)
                        .isEqualTo(millis);
            }
        }
    }

    /** Whose attributes they are, in nested arrays: as two loops over the same arrays have it. */
    @Test
    void nestedSubjects_ofRandomShape_haveTheirOwnAttributes() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        String rules = "subject: g.p.id\n  subject.nationality: g.p.nat\n  subject.site: g.site";
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode record = JSON.createObjectNode();
            List<Subject> expected = new ArrayList<>();
            ArrayNode groups = record.putArray("g");
            for (int g = random.nextInt(3); g > 0; g--) {
                ObjectNode group = groups.addObject();
                Map<String, String> ofGroup = new HashMap<>();
                if (random.nextBoolean()) {
                    group.put("site", "s" + g);
                    ofGroup.put("site", "s" + g);
                }
                ArrayNode people = group.putArray("p");
                for (int p = random.nextInt(3); p > 0; p--) {
                    ObjectNode person = people.addObject();
                    Map<String, String> attributes = new HashMap<>(ofGroup);
                    if (random.nextBoolean()) {
                        person.put("nat", "t" + p);
                        attributes.put("nationality", "t" + p);
                    }
                    if (random.nextInt(4) > 0) {
                        person.put("id", 10 * g + p);
                        expected.add(new Subject(Integer.toString(10 * g + p), attributes));
                    }
                }
            }
            assertThat(subjects(rules, record))
                    .as("seed %d, round %d: %s", SEED, round, record)
                    .isEqualTo(expected);
        }
    }

    private static List<Subject> subjects(String rule, ObjectNode record) throws Exception {
        String mapping = "format: json\nfields:\n  time: t\n  account: a\n  action: {constant: read}\n  " + rule;
        record.put("t", 1_769_847_300_000L).put("a", "kim");
        byte[] line = record.toString().getBytes(StandardCharsets.UTF_8);
        return Collected.value(LineParser.of(Format.JSON, Mapping.of(mapping, "m")), line, "o")
                .onlyEvent()
                .subjects();
    }
}
