package dev.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log in {@code src/test/resources/ingest} and what {@code ingest try} is to say of it. That follows from what lies
 * beside it for the parsers' own tests, which is read here as plain JSON, by none of what is tested: its name says the
 * format, {@code NAME.expected} the events and the rejections, {@code NAME.mapping} how it is read.
 */
record TriedFixture(Path log, @Nullable Path mapping, List<JsonNode> events, List<String> rejections) {

    private static final Path LOGS = Path.of("src/test/resources/ingest");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> EVERY_EVENTS = Set.of("id", "operator", "time", "account", "action", "outcome");

    static List<TriedFixture> all() throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(LOGS)) {
            logs = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".expected")
                            && !file.toString().endsWith(".mapping"))
                    .sorted()
                    .toList();
        }
        List<TriedFixture> fixtures = new ArrayList<>();
        for (Path log : logs) {
            fixtures.add(of(log));
        }
        return fixtures;
    }

    private static TriedFixture of(Path log) throws IOException {
        String name = log.getFileName().toString();
        Path expected = log.resolveSibling(name + ".expected");
        if (!Files.exists(expected)) {
            expected = log.resolveSibling(name.replaceFirst("\\.[a-z]+$", ".expected.jsonl"));
        }
        List<JsonNode> events = new ArrayList<>();
        List<String> rejections = new ArrayList<>();
        for (String line : Files.readAllLines(expected)) {
            if (line.startsWith("#")) {
                rejections.add(line.substring(2));
            } else if (!line.isBlank()) {
                events.add(JSON.readTree(line));
            }
        }
        Path mapping = log.resolveSibling(name + ".mapping");
        return new TriedFixture(log, Files.exists(mapping) ? mapping : null, events, rejections);
    }

    String format() throws IOException {
        return switch (folder()) {
            case "syslog" -> log.getFileName().toString().split("-", 2)[0];
            case "mapped" ->
                Files.readAllLines(log.resolveSibling(log.getFileName() + ".mapping"))
                        .get(0)
                        .replace("format: ", "");
            default -> folder();
        };
    }

    private String folder() {
        return log.getName(log.getNameCount() - 2).toString();
    }

    /** The first line of what is said. */
    String heading() throws IOException {
        String envelope = folder().equals("syslog") ? "syslog:" : "";
        return log + ": " + envelope + format() + (mapping == null ? ", by its content" : ", by the mapping");
    }

    /** {@code COUNT REASON; the first, record NUMBER: } for each reason. */
    List<String> reasons() {
        Map<String, List<String>> numbers = new TreeMap<>();
        for (String rejection : rejections) {
            String[] parts = rejection.split(" ", 2);
            numbers.computeIfAbsent(parts[1], unseen -> new ArrayList<>()).add(parts[0]);
        }
        return numbers.entrySet().stream()
                .map(reason -> reason.getValue().size() + " " + reason.getKey() + "; the first, record "
                        + reason.getValue().get(0) + ": ")
                .toList();
    }

    /** By how many events each field is said, 0 for none of them; attributes of subjects only if they are. */
    Map<String, Integer> saidBy() {
        Map<String, Integer> said = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            if (!field.isDerived() && field != Field.CLAIMED_OPERATOR && field != Field.INGESTED_AT) {
                said.put(field.fieldName(), EVERY_EVENTS.contains(field.fieldName()) ? events.size() : 0);
            }
        }
        for (JsonNode event : events) {
            event.fieldNames().forEachRemaining(name -> {
                if (!EVERY_EVENTS.contains(name)) {
                    said.merge(name, 1, Integer::sum);
                }
            });
            Set<String> attributes = new TreeSet<>();
            event.path("subject")
                    .forEach(subject -> subject.path("attributes").fieldNames().forEachRemaining(attributes::add));
            attributes.forEach(name -> said.merge("subject." + name, 1, Integer::sum));
        }
        return said;
    }

    static String time(JsonNode event) {
        JsonNode time = event.path("time");
        return (time.isNumber() ? Instant.ofEpochMilli(time.longValue()) : Instant.parse(time.textValue())).toString();
    }

    @Override
    public String toString() {
        return LOGS.relativize(log).toString();
    }
}
