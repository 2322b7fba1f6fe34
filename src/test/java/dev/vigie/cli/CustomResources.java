package dev.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The custom resources of Strimzi, KEDA and the Prometheus Operator as their definitions describe them: what Kubernetes
 * itself would check. The files hold fields, types, what is required, enumerations and bounds; where they come from
 * stands beside them.
 */
final class CustomResources {

    private static final Path FOLDER = Path.of("src/test/resources/k8s");

    /** All that is understood of a definition. */
    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "properties",
            "required",
            "items",
            "enum",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "pattern",
            "additionalProperties",
            "x-kubernetes-int-or-string",
            "x-kubernetes-preserve-unknown-fields");

    private final Map<String, JsonNode> kinds = new TreeMap<>();

    CustomResources() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, "*.json")) {
            for (Path file : files) {
                for (Map.Entry<String, JsonNode> kind :
                        new ObjectMapper().readTree(file.toFile()).properties()) {
                    requireKnown(kind.getKey(), kind.getValue());
                    kinds.put(kind.getKey(), kind.getValue());
                }
            }
        }
    }

    private static void requireKnown(String place, JsonNode schema) {
        if (!schema.isObject()) {
            return;
        }
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalStateException(place + ": nothing checks " + keyword);
            }
        });
        schema.path("properties").properties().forEach(field -> requireKnown(field.getKey(), field.getValue()));
        requireKnown(place, schema.path("items"));
        requireKnown(place, schema.path("additionalProperties"));
    }

    /** @param kind such as {@code keda.sh/v1alpha1/ScaledObject} */
    boolean knows(String kind) {
        return kinds.containsKey(kind);
    }

    /** What is wrong with {@code resource}, a line each; nothing where it is right. */
    List<String> faults(String kind, JsonNode resource) {
        List<String> faults = new ArrayList<>();
        JsonNode schema = kinds.get(kind);
        if (schema == null) {
            faults.add(kind + " is not defined");
        } else {
            check(kind, schema, resource, faults);
        }
        return faults;
    }

    private static void check(String place, JsonNode schema, JsonNode value, List<String> faults) {
        if (!isOfType(schema, value)) {
            faults.add(place + " must be of type " + schema.path("type").asText("integer or string") + ", not "
                    + value.getNodeType());
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            faults.add(place + " must be one of " + schema.get("enum") + ", not " + value);
        }
        if (value.isNumber()) {
            checkBounds(place + " must be", schema, value.asLong(), "minimum", "maximum", faults);
        } else if (value.isTextual()) {
            checkBounds(place + "'s length must be", schema, value.asText().length(), "minLength", "maxLength", faults);
            checkPattern(place, schema, value.asText(), faults);
        } else if (value.isArray()) {
            checkBounds(place + "'s length must be", schema, value.size(), "minItems", "maxItems", faults);
            for (int i = 0; i < value.size(); i++) {
                check(place + "[" + i + "]", schema.path("items"), value.get(i), faults);
            }
        } else if (value.isObject()) {
            checkFields(place, schema, value, faults);
        }
    }

    private static void checkBounds(
            String what, JsonNode schema, long value, String lowest, String highest, List<String> faults) {
        if (schema.has(lowest) && value < schema.get(lowest).asLong()) {
            faults.add(what + " at least " + schema.get(lowest));
        }
        if (schema.has(highest) && value > schema.get(highest).asLong()) {
            faults.add(what + " at most " + schema.get(highest));
        }
    }

    private static void checkPattern(String place, JsonNode schema, String value, List<String> faults) {
        String pattern = schema.path("pattern").asText("");
        if (!Pattern.compile(pattern).matcher(value).find()) {
            faults.add(place + " must match " + pattern + ", not " + value);
        }
    }

    private static void checkFields(String place, JsonNode schema, JsonNode value, List<String> faults) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                faults.add(place + " lacks " + required.asText());
            }
        }
        JsonNode others = schema.path("additionalProperties");
        // An object of which nothing more is said holds anything: metadata, a pod's template.
        boolean more = (!schema.has("properties") && others.isMissingNode())
                || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode known = schema.path("properties").path(field.getKey());
            if (!known.isMissingNode()) {
                check(place + "." + field.getKey(), known, field.getValue(), faults);
            } else if (!others.isMissingNode()) {
                check(place + "." + field.getKey(), others, field.getValue(), faults);
            } else if (!more) {
                faults.add(place + " has no field " + field.getKey());
            }
        }
    }

    private static boolean isOfType(JsonNode schema, JsonNode value) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return value.isIntegralNumber() || value.isTextual();
        }
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
