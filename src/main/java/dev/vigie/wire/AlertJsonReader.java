package dev.vigie.wire;

import static dev.vigie.model.AccessEvent.UNKNOWN;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.model.Outcome;
import dev.vigie.model.Sign;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way back from {@link AlertJson#line}. */
final class AlertJsonReader {

    private static final JsonMapper JSON = new JsonMapper();

    private AlertJsonReader() {}

    static Alert read(String line) throws WireException {
        try {
            return alert(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new WireException("not JSON: column " + e.getLocation().getColumnNr(), e);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new WireException("not an alert: " + e.getMessage(), e);
        }
    }

    private static Alert alert(JsonNode from) {
        Map<String, String> group = new HashMap<>();
        for (Map.Entry<String, JsonNode> value : required(from, "group").properties()) {
            group.put(value.getKey(), text(value.getValue()));
        }
        String kind = group.remove("kind");
        if (kind == null) {
            throw new IllegalArgumentException("group.kind is missing");
        }
        return new Alert(
                text(from, "id"),
                Math.toIntExact(integer(from, "sequence")),
                Alert.State.valueOf(text(from, "state")),
                kind,
                group,
                Level.valueOf(text(from, "level")),
                text(from, "sentence"),
                reasons(from),
                time(from, "openedAt"),
                time(from, "firstEventAt"),
                time(from, "lastEventAt"),
                from.has("closedAt") ? time(from, "closedAt") : UNKNOWN,
                integer(from, "peopleExposed"),
                integer(from, "peopleExposedBefore"),
                figure(from, "peopleError"),
                integer(from, "recordsUnnamed"),
                integer(from, "accessesUncounted"),
                from.has("peopleReadByGroup") ? integer(from, "peopleReadByGroup") : UNKNOWN,
                accounts(from),
                names(from, "fields"),
                names(from, "dataCategories"),
                names(from, "registers"),
                names(from, "sources"),
                evidence(from),
                Sign.withIds(optionalTexts(from, "speaksForTakeover")),
                Sign.withIds(optionalTexts(from, "speaksForHolder")),
                provenance(required(from, "provenance")));
    }

    private static List<Alert.Reason> reasons(JsonNode alert) {
        List<Alert.Reason> reasons = new ArrayList<>();
        for (JsonNode from : required(alert, "reasons")) {
            String timespan = optionalText(from, "timespan");
            reasons.add(new Alert.Reason(
                    text(from, "rule"),
                    text(from, "title"),
                    Level.valueOf(text(from, "level")),
                    texts(from, "tags"),
                    text(from, "measure"),
                    timespan == null ? 0 : Timespan.millis(timespan),
                    figure(from, "value"),
                    text(from, "limit"),
                    from.has("usual") ? (Double) figure(from, "usual") : null,
                    from.has("rarity") ? (Double) figure(from, "rarity") : null,
                    figure(from, "error"),
                    from.has("share") ? (Double) figure(from, "share") : null,
                    from.has("usualShare") ? (Double) figure(from, "usualShare") : null));
        }
        return reasons;
    }

    private static List<Alert.AccountShare> accounts(JsonNode alert) {
        List<Alert.AccountShare> accounts = new ArrayList<>();
        for (JsonNode from : alert.path("accounts")) {
            accounts.add(new Alert.AccountShare(text(from, "operator"), text(from, "account"), integer(from, "reads")));
        }
        return accounts;
    }

    private static List<Alert.Evidence> evidence(JsonNode alert) {
        List<Alert.Evidence> evidence = new ArrayList<>();
        for (JsonNode from : required(alert, "evidence")) {
            evidence.add(new Alert.Evidence(
                    text(from, "eventId"),
                    time(from, "time"),
                    Action.valueOf(text(from, "action")),
                    Outcome.valueOf(text(from, "outcome")),
                    optionalText(from, "resource"),
                    optionalText(from, "sourceIp"),
                    texts(from, "subjects"),
                    Math.toIntExact(integer(from, "subjectCount"))));
        }
        return evidence;
    }

    private static Alert.Names names(JsonNode alert, String name) {
        JsonNode from = required(alert, name);
        return new Alert.Names(texts(from, "names"), integer(from, "total"));
    }

    private static Alert.Provenance provenance(JsonNode from) {
        return new Alert.Provenance(
                time(from, "detectedAt"),
                text(from, "topic"),
                Math.toIntExact(integer(from, "partition")),
                integer(from, "offsetFirst"),
                integer(from, "offsetLast"),
                text(from, "version"),
                text(from, "rulesHash"),
                from.path("historic").asBoolean());
    }

    private static JsonNode required(JsonNode from, String name) {
        JsonNode value = from.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static String text(JsonNode from, String name) {
        return text(required(from, name));
    }

    private static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("a text is expected, not a " + value.getNodeType());
        }
        return value.textValue();
    }

    private static @Nullable String optionalText(JsonNode from, String name) {
        return from.has(name) ? text(from, name) : null;
    }

    private static List<String> texts(JsonNode from, String name) {
        List<String> texts = new ArrayList<>();
        required(from, name).forEach(value -> texts.add(text(value)));
        return texts;
    }

    private static List<String> optionalTexts(JsonNode from, String name) {
        return from.has(name) ? texts(from, name) : List.of();
    }

    private static long integer(JsonNode from, String name) {
        JsonNode value = required(from, name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is no whole number");
        }
        return value.longValue();
    }

    /** A figure that is absent was one that JSON has no word for. */
    private static double figure(JsonNode from, String name) {
        JsonNode value = from.get(name);
        return value == null ? Double.NaN : value.doubleValue();
    }

    private static long time(JsonNode from, String name) {
        return Instant.parse(text(from, name)).toEpochMilli();
    }
}
