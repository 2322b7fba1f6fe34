package dev.vigie.backtest;

import dev.vigie.backtest.Expectation.Wants;
import dev.vigie.model.Level;
import dev.vigie.yaml.SafeYaml;
import dev.vigie.yaml.YamlProblems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a file of expectations, and gathers all that is wrong with it. */
final class ExpectationReader {

    private static final String EXPECT = "expect";
    private static final Set<String> KEYS = Set.of(
            "name",
            "incident",
            "operator",
            "account",
            "rule",
            "level",
            "from",
            "to",
            "alerts",
            "exposed-at-most",
            "per-week-at-most");
    private static final int TEXT_CHARS_MAX = 512;
    private static final int PROBLEMS_MAX = 100;

    private final String file;
    private final List<String> problems = new ArrayList<>();

    ExpectationReader(String file) {
        this.file = file;
    }

    List<Expectation> read(String text) throws BacktestException {
        List<Node> documents = SafeYaml.documents(text, Expectations.FILE_BYTES_MAX, new YamlProblems() {
            @Override
            public void notYaml(int line, int column, String problem) {
                // The parser's words may repeat what the text says, and several lines of it.
                refuse(line, column, "not YAML: " + problem.lines().findFirst().orElse(""));
            }

            @Override
            public void refuse(int line, int column, String message) {
                problem(line, message);
            }
        });
        List<Expectation> all = new ArrayList<>();
        for (Node each : items(documents)) {
            Expectation expectation = expectation(each);
            if (expectation != null) {
                all.add(expectation);
            }
        }
        if (problems.isEmpty() && all.isEmpty()) {
            problem(1, "expects nothing: expected a list under '" + EXPECT + ":'");
        }
        Set<String> names = new HashSet<>();
        for (Expectation each : all) {
            if (!names.add(each.name())) {
                problem(each.line(), "another expectation has this name");
            }
        }
        if (!problems.isEmpty()) {
            throw new BacktestException(
                    String.join("\n", problems.subList(0, Math.min(PROBLEMS_MAX, problems.size()))));
        }
        return all;
    }

    private List<Node> items(List<Node> documents) {
        if (!problems.isEmpty()) {
            return List.of();
        }
        if (documents.size() != 1
                || !(documents.get(0) instanceof MappingNode root)
                || root.getValue().size() != 1
                || !(root.getValue().get(0).getKeyNode() instanceof ScalarNode key)
                || !key.getValue().equals(EXPECT)
                || !(root.getValue().get(0).getValueNode() instanceof SequenceNode list)) {
            problem(1, "expected one YAML document with one key, '" + EXPECT + ":', and a list under it");
            return List.of();
        }
        if (list.getValue().size() > Expectations.EXPECTATIONS_MAX) {
            problem(1, "more than " + Expectations.EXPECTATIONS_MAX + " expectations: split the file");
            return List.of();
        }
        return list.getValue();
    }

    private @Nullable Expectation expectation(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problem(line(node), "an expectation has keys, such as name, account and rule");
            return null;
        }
        Map<String, ScalarNode> values = values(mapping);
        int line = line(node);
        String name = text(values, "name");
        if (name == null || name.isBlank()) {
            problem(line, "an expectation needs a name");
            name = "";
        }
        long fromMillis = time(values, "from", Long.MIN_VALUE);
        long toMillis = time(values, "to", Long.MAX_VALUE);
        if (fromMillis >= toMillis) {
            problem(line, "'from' must be before 'to'");
        }
        Double perWeek = number(values, "per-week-at-most");
        Double exposed = number(values, "exposed-at-most");
        return new Expectation(
                name,
                line,
                text(values, "incident"),
                text(values, "operator"),
                account(values),
                text(values, "rule"),
                level(values),
                fromMillis,
                toMillis,
                wants(values, perWeek != null, exposed != null),
                exposed == null ? null : exposed.longValue(),
                perWeek);
    }

    private Map<String, ScalarNode> values(MappingNode mapping) {
        Map<String, ScalarNode> values = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!KEYS.contains(key)) {
                problem(line(entry.getKeyNode()), "unknown key; there are " + String.join(", ", sorted()));
            } else if (!(entry.getValueNode() instanceof ScalarNode value)
                    || value.getValue().isEmpty()
                    || value.getValue().length() > TEXT_CHARS_MAX) {
                problem(line(entry.getKeyNode()), key + " is a text of 1 to " + TEXT_CHARS_MAX + " characters");
            } else if (values.put(key, value) != null) {
                problem(line(entry.getKeyNode()), key + " stands here twice");
            }
        }
        return values;
    }

    private static List<String> sorted() {
        return KEYS.stream().sorted().toList();
    }

    private static @Nullable String text(Map<String, ScalarNode> values, String key) {
        ScalarNode value = values.get(key);
        return value == null ? null : value.getValue();
    }

    private @Nullable String account(Map<String, ScalarNode> values) {
        ScalarNode value = values.get("account");
        if (value == null) {
            return null;
        }
        if (value.getValue().indexOf('/') <= 0) {
            problem(line(value), "account is written with its operator, such as op-07/jdupont");
        }
        return value.getValue();
    }

    private @Nullable Level level(Map<String, ScalarNode> values) {
        ScalarNode value = values.get("level");
        if (value == null) {
            return null;
        }
        for (Level level : Level.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(value.getValue())) {
                return level;
            }
        }
        problem(line(value), "level is one of informational, low, medium, high, critical");
        return null;
    }

    private Wants wants(Map<String, ScalarNode> values, boolean isRate, boolean isExposed) {
        ScalarNode value = values.get("alerts");
        if (value == null) {
            return isRate && !isExposed ? Wants.ANY : Wants.SOME;
        }
        switch (value.getValue()) {
            case "some" -> {
                return Wants.SOME;
            }
            case "none" -> {
                if (isRate || isExposed) {
                    problem(line(value), "where no alert is wanted, nothing can be said of it");
                }
                return Wants.NONE;
            }
            default -> {
                problem(line(value), "alerts is some or none");
                return Wants.SOME;
            }
        }
    }

    private @Nullable Double number(Map<String, ScalarNode> values, String key) {
        ScalarNode value = values.get(key);
        if (value == null) {
            return null;
        }
        if (!value.getValue().matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            problem(line(value), key + " is a number such as 60");
            return null;
        }
        return Double.valueOf(value.getValue());
    }

    /** A time with its zone, or a date, which stands for its beginning in UTC. */
    private long time(Map<String, ScalarNode> values, String key, long otherwise) {
        ScalarNode value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        String text = value.getValue();
        try {
            Instant instant = text.indexOf('T') >= 0
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            return instant.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            problem(line(value), key + " is a time such as 2025-12-15 (UTC) or 2025-12-15T08:30:00+01:00");
            return otherwise;
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private void problem(int line, String message) {
        problems.add(file + ":" + line + ": " + message);
    }
}
