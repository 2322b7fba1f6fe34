package dev.vigie.stream;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings that something of Kafka Connect's has, as its maker's release defines them: the lists in
 * {@code src/test/resources/connect}, each of which names the source that it was written from.
 *
 * @param valuesByKey which values a key may have; none where any; a key that ends in a point stands for all that begin
 *     so
 * @param required what has no default
 */
record KnownKeys(Map<String, Set<String>> valuesByKey, Set<String> required) {

    private static final Path FOLDER = Path.of("src", "test", "resources", "connect");

    KnownKeys {
        valuesByKey = Map.copyOf(valuesByKey);
        required = Set.copyOf(required);
    }

    static KnownKeys of(String file) throws IOException {
        Map<String, Set<String>> valuesByKey = new TreeMap<>();
        Set<String> required = new TreeSet<>();
        for (String line : Files.readAllLines(FOLDER.resolve(file))) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(" = ", 2);
            String key = parts[0].replace(" required", "");
            if (!key.equals(parts[0])) {
                required.add(key);
            }
            valuesByKey.put(key, parts.length == 1 ? Set.of() : Set.of(parts[1].split(" ", -1)));
        }
        return new KnownKeys(valuesByKey, required);
    }

    KnownKeys and(KnownKeys others) {
        Map<String, Set<String>> all = new TreeMap<>(valuesByKey);
        all.putAll(others.valuesByKey);
        Set<String> needed = new TreeSet<>(required);
        needed.addAll(others.required);
        return new KnownKeys(all, needed);
    }

    /** What is wrong with these settings, sorted. */
    List<String> problems(Map<String, Object> settings) {
        Set<String> problems = new TreeSet<>();
        for (String key : required) {
            if (!settings.containsKey(key)) {
                problems.add(key + ": required and not there");
            }
        }
        settings.forEach((key, value) -> {
            boolean prefixed =
                    valuesByKey.keySet().stream().anyMatch(known -> known.endsWith(".") && key.startsWith(known));
            if (!valuesByKey.containsKey(key) && !prefixed) {
                problems.add(key + ": no such setting");
            } else if (valuesByKey.containsKey(key)) {
                Set<String> values = requireNonNull(valuesByKey.get(key));
                if (!values.isEmpty() && !values.contains(value.toString())) {
                    problems.add(key + ": " + value + " is none of " + new TreeSet<>(values));
                }
            }
        });
        return new ArrayList<>(problems);
    }
}
