package dev.vigie.report;

import static dev.vigie.model.AccessEvent.UNKNOWN;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What was replayed, and by what: the part of {@code summary.json} that is no count.
 *
 * @param version Vigie's
 * @param rulesHash of the rule set
 * @param schemas hashes of the schemas, by name
 * @param ruleIds the rules that could raise an alert
 * @param inputs the log files, at most {@value #INPUTS_MAX}
 * @param inputsTotal how many there were
 * @param firstEventMillis the lowest event time, or {@link dev.vigie.model.AccessEvent#UNKNOWN}
 * @param lastEventMillis the highest
 */
record RunFacts(
        String version,
        String rulesHash,
        TreeMap<String, String> schemas,
        List<String> ruleIds,
        List<Input> inputs,
        long inputsTotal,
        long firstEventMillis,
        long lastEventMillis) {

    static final int INPUTS_MAX = 1_000;

    private static final String TYPE = "vigie-replay";

    /** A log file; {@code brokenOff} says why it ends early, and is empty where it does not. */
    record Input(
            String name, String format, long bytes, String sha256, long received, long rejected, String brokenOff) {}

    RunFacts {
        schemas = new TreeMap<>(schemas);
        ruleIds = List.copyOf(ruleIds);
        inputs = List.copyOf(inputs);
    }

    /** @throws ReportException if it is no replay's summary */
    static RunFacts of(JsonNode summary, Path file) throws ReportException {
        if (!TYPE.equals(summary.path("type").textValue())) {
            throw new ReportException(file + ": no replay's summary; name the folder that vigie replay -o wrote");
        }
        TreeMap<String, String> schemas = new TreeMap<>();
        summary.at("/versions/schemas")
                .properties()
                .forEach(each -> schemas.put(each.getKey(), each.getValue().asText()));
        List<String> ruleIds = new ArrayList<>();
        summary.at("/rules/ids").forEach(id -> ruleIds.add(id.asText()));
        return new RunFacts(
                summary.at("/versions/vigie").asText(""),
                summary.at("/rules/hash").asText(""),
                schemas,
                ruleIds,
                inputs(summary.path("files")),
                summary.path("files").size(),
                time(summary.path("firstEventAt"), file),
                time(summary.path("lastEventAt"), file));
    }

    private static List<Input> inputs(JsonNode files) {
        List<Input> inputs = new ArrayList<>();
        for (JsonNode each : files) {
            if (inputs.size() == INPUTS_MAX) {
                break;
            }
            inputs.add(new Input(
                    each.path("name").asText(""),
                    each.path("format").asText(""),
                    each.path("bytes").longValue(),
                    each.path("sha256").asText(""),
                    each.path("received").longValue(),
                    each.path("rejected").longValue(),
                    each.path("brokenOff").asText("")));
        }
        return inputs;
    }

    static long time(JsonNode value, Path file) throws ReportException {
        try {
            return value.isTextual() ? Instant.parse(value.textValue()).toEpochMilli() : UNKNOWN;
        } catch (DateTimeException | ArithmeticException e) {
            throw new ReportException(file + ": " + value + " is no time; repeat the replay");
        }
    }
}
