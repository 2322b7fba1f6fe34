package dev.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Strimzi's custom resources of version 1.2.0 as their definitions describe them: what Kubernetes itself would check.
 * The file holds, of what {@code io.strimzi:crd-generator:1.2.0} makes of {@code io.strimzi:api:1.2.0}, fields, types,
 * what is required, enumerations and bounds, without the pods' templates.
 */
final class StrimziSchema {

    private static final Path FILE = Path.of("src/test/resources/k8s/strimzi-1.2.0.json");

    private final JsonNode kinds;

    StrimziSchema() throws IOException {
        kinds = new ObjectMapper().readTree(FILE.toFile());
    }

    /** What is wrong with {@code resource}, a line each; nothing where it is right. */
    List<String> faults(String kind, JsonNode resource) {
        List<String> faults = new ArrayList<>();
        JsonNode schema = kinds.get(kind);
        if (schema == null) {
            faults.add(kind + " is no kind of Strimzi's");
        } else {
            check(kind, schema, resource, faults);
        }
        return faults;
    }

    private static void check(String place, JsonNode schema, JsonNode value, List<String> faults) {
        if (!isOfType(schema, value)) {
            faults.add(place + " must be of type " + schema.get("type").asText() + ", not " + value.getNodeType());
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            faults.add(place + " must be one of " + schema.get("enum") + ", not " + value);
        }
        if (schema.has("minimum") && value.asLong() < schema.get("minimum").asLong()) {
            faults.add(place + " must be at least " + schema.get("minimum"));
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                faults.add(place + " lacks " + required.asText());
            }
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(place + "[" + i + "]", schema.path("items"), value.get(i), faults);
            }
        } else if (value.isObject() && schema.has("properties")) {
            checkFields(place, schema, value, faults);
        }
    }

    private static void checkFields(String place, JsonNode schema, JsonNode value, List<String> faults) {
        boolean more = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode known = schema.get("properties").get(field.getKey());
            if (known != null) {
                check(place + "." + field.getKey(), known, field.getValue(), faults);
            } else if (!more) {
                faults.add(place + " has no field " + field.getKey());
            }
        }
    }

    private static boolean isOfType(JsonNode schema, JsonNode value) {
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode each : list) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
