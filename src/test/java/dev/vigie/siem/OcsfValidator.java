package dev.vigie.siem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.siem.OcsfSchema.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares events with the OCSF schema: every attribute exists, and for the profiles that the event declares; has the
 * type, the pattern and one of the values that are listed; is not deprecated; and the caption beside an id is the id's.
 * What is required is there, and the constraints of objects hold.
 */
final class OcsfValidator {

    private static final String OTHER = "99";

    private final OcsfSchema schema;
    private final List<String> problems = new ArrayList<>();
    private Set<String> profiles = Set.of();

    private OcsfValidator(OcsfSchema schema) {
        this.schema = schema;
    }

    /** What is wrong with the event as one of the class {@code name}; empty where nothing is. */
    static List<String> problems(OcsfSchema schema, String name, JsonNode event) {
        OcsfValidator validator = new OcsfValidator(schema);
        validator.event(schema.event(name), event);
        return validator.problems;
    }

    private void event(Shape type, JsonNode event) {
        profiles = new TreeSet<>();
        event.path("metadata").path("profiles").forEach(each -> profiles.add(each.asText()));
        for (String profile : profiles) {
            if (!type.profiles().contains(profile)) {
                problem("metadata.profiles", "the class has no profile " + profile);
            }
        }
        int category = schema.category(type.category()).path("uid").asInt();
        int classUid = category * 1_000 + type.uid();
        equal(event, "category_uid", category);
        equal(event, "class_uid", classUid);
        equal(event, "type_uid", classUid * 100 + event.path("activity_id").asInt());
        caption(
                event,
                "category_name",
                schema.category(type.category()).path("caption").asText());
        caption(event, "class_name", type.caption());
        caption(
                event,
                "type_name",
                type.caption() + ": "
                        + Objects.requireNonNull(type.attributes().get("activity_id"))
                                .path("enum")
                                .path(event.path("activity_id").asText())
                                .path("caption")
                                .asText());
        object(type, event, "");
    }

    private void equal(JsonNode event, String name, int value) {
        if (event.has(name) && event.path(name).asLong() != value) {
            problem(name, "must be " + value);
        }
    }

    private void caption(JsonNode event, String name, String value) {
        if (event.has(name) && !event.path(name).asText().equals(value)) {
            problem(name, "must be " + value);
        }
    }

    private void object(Shape type, JsonNode node, String path) {
        if (!node.isObject()) {
            problem(path, "must be an object");
            return;
        }
        node.properties().forEach(each -> {
            JsonNode attribute = type.attributes().get(each.getKey());
            String at = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
            if (attribute == null) {
                problem(at, "unknown attribute of " + type.name());
            } else {
                attribute(attribute, each.getKey(), node, at);
            }
        });
        type.attributes().forEach((name, attribute) -> {
            boolean required = attribute.path("requirement").asText().equals("required");
            if (required && isDeclared(attribute) && !node.has(name)) {
                problem(path, name + " is required");
            }
        });
        type.constraints().forEach((name, attributes) -> constraint(name, attributes, node, path));
    }

    private void constraint(String name, List<String> attributes, JsonNode node, String path) {
        long present = attributes.stream().filter(node::has).count();
        switch (name) {
            case "at_least_one" -> {
                if (present == 0) {
                    problem(path, "at least one of " + attributes);
                }
            }
            case "just_one" -> {
                if (present != 1) {
                    problem(path, "just one of " + attributes);
                }
            }
            default -> problem(path, "a constraint that this validator does not know: " + name);
        }
    }

    private boolean isDeclared(JsonNode attribute) {
        return !attribute.path("profile").isTextual()
                || profiles.contains(attribute.path("profile").textValue());
    }

    private void attribute(JsonNode attribute, String name, JsonNode parent, String path) {
        if (!isDeclared(attribute)) {
            problem(path, "only with the profile " + attribute.path("profile").asText());
        }
        if (attribute.has("@deprecated")) {
            problem(path, "deprecated");
        }
        JsonNode value = parent.get(name);
        if (attribute.path("is_array").asBoolean()) {
            if (!value.isArray()) {
                problem(path, "must be an array");
                return;
            }
            for (int i = 0; i < value.size(); i++) {
                value(attribute, name, value.get(i), path + "[" + i + "]");
            }
        } else {
            value(attribute, name, value, path);
            sibling(attribute, name, parent, path);
        }
    }

    private void value(JsonNode attribute, String name, JsonNode value, String path) {
        String type = attribute.path("type").asText();
        Shape object = schema.object(type);
        if (type.equals("object") || type.equals("json_t")) {
            if (type.equals("object") && !value.isObject()) {
                problem(path, "must be an object");
            }
        } else if (object != null) {
            object(object, value, path);
        } else {
            plain(type, value, path);
            Map<String, String> captions = captions(attribute, name, path);
            if (!captions.isEmpty() && !captions.containsKey(value.asText())) {
                problem(path, value.asText() + " is none of " + captions.keySet());
            }
        }
    }

    private void plain(String type, JsonNode value, String path) {
        JsonNode definition = schema.type(type);
        String base = definition.path("type").asText(type);
        boolean fits = switch (base) {
            case "string_t" -> value.isTextual();
            case "integer_t", "long_t" -> value.isIntegralNumber() && value.canConvertToLong();
            case "float_t" -> value.isNumber();
            case "boolean_t" -> value.isBoolean();
            default -> false;
        };
        if (!fits) {
            problem(path, "must be a " + type);
            return;
        }
        if (definition.has("regex")
                && !Pattern.compile(definition.path("regex").asText())
                        .matcher(value.asText())
                        .find()) {
            problem(path, "is no " + type);
        }
        if (value.asText().length() > definition.path("max_len").asInt(Integer.MAX_VALUE)) {
            problem(path, "longer than a " + type);
        }
        JsonNode range = definition.path("range");
        if (range.isArray()
                && (value.asLong() < range.get(0).asLong()
                        || value.asLong() > range.get(1).asLong())) {
            problem(path, "outside " + range);
        }
    }

    /** The values that are listed and not deprecated, with their captions; none where any value will do. */
    private Map<String, String> captions(JsonNode attribute, String name, String path) {
        boolean observableType = name.equals("type_id") && path.matches("(.*\\.)?observables\\[\\d+]\\.type_id");
        if (observableType) {
            return schema.observableTypes();
        }
        Map<String, String> captions = new TreeMap<>();
        if (!Set.of("category_uid", "class_uid", "type_uid").contains(name)) { // these are computed
            attribute.path("enum").properties().forEach(each -> {
                if (!each.getValue().has("@deprecated")) {
                    captions.put(each.getKey(), each.getValue().path("caption").asText());
                }
            });
        }
        return captions;
    }

    private void sibling(JsonNode attribute, String name, JsonNode parent, String path) {
        String sibling = attribute.path("sibling").asText();
        String value = parent.get(name).asText();
        String caption = captions(attribute, name, path).get(value);
        if (caption != null
                && !value.equals(OTHER)
                && parent.has(sibling)
                && !parent.get(sibling).asText().equals(caption)) {
            problem(
                    path,
                    "its caption is " + caption + ", not " + parent.get(sibling).asText());
        }
    }

    private void problem(String path, String text) {
        problems.add(path + ": " + text);
    }
}
