package dev.vigie.siem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The OCSF schema, compiled from its repository's files as "Understanding OCSF" describes them: a class or object takes
 * over what it extends, then the attributes of the profiles that it includes, then its own; what an attribute leaves
 * open stands in the dictionary. Constraints are taken over only where there are none of its own.
 */
final class OcsfSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final JsonNode dictionary;
    private final JsonNode categories;
    private final Map<String, Path> events = new TreeMap<>();
    private final Set<String> objects = new TreeSet<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, String> observableTypes = new TreeMap<>();

    OcsfSchema(Path folder) {
        this.folder = folder;
        this.dictionary = read(folder.resolve("dictionary.json"));
        this.categories = read(folder.resolve("categories.json"));
        for (Path file : files(folder.resolve("objects"))) {
            objects.add(read(file).path("name").textValue());
        }
        for (Path file : files(folder.resolve("events"))) {
            events.put(read(file).path("name").textValue(), file);
        }
        collectObservableTypes();
    }

    /**
     * A class of events or an object, with all that it takes over.
     *
     * @param constraints lists of attributes by the constraint's name
     */
    record Shape(
            String name,
            String caption,
            int uid,
            String category,
            Map<String, JsonNode> attributes,
            Map<String, List<String>> constraints,
            Set<String> profiles) {}

    Shape event(String name) {
        return shapes.computeIfAbsent("events/" + name, key -> shape(compiled(file(name, true), true)));
    }

    /** The object that an attribute's type names, or null where the type is a plain one. */
    @Nullable
    Shape object(String type) {
        return objects.contains(type)
                ? shapes.computeIfAbsent("objects/" + type, key -> shape(compiled(file(type, false), false)))
                : null;
    }

    /** A plain type's definition: what it is based on, its pattern and its bounds. */
    JsonNode type(String name) {
        return dictionary.path("types").path("attributes").path(name);
    }

    /** A category's number, such as 2 for findings. */
    JsonNode category(String name) {
        return categories.path("attributes").path(name);
    }

    /** Captions of the values that an observable's type may have, by number. */
    Map<String, String> observableTypes() {
        return observableTypes;
    }

    private Path file(String name, boolean event) {
        return event
                ? Objects.requireNonNull(events.get(name), name)
                : folder.resolve("objects").resolve(name + ".json");
    }

    private Shape shape(JsonNode compiled) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        compiled.path("attributes").properties().forEach(each -> {
            ObjectNode known = dictionary.path("attributes").path(each.getKey()).isObject()
                    ? dictionary.path("attributes").path(each.getKey()).deepCopy()
                    : JSON.createObjectNode();
            attributes.put(each.getKey(), merged(known, each.getValue()));
        });
        Map<String, List<String>> constraints = new TreeMap<>();
        compiled.path("constraints")
                .properties()
                .forEach(each -> constraints.put(each.getKey(), texts(each.getValue())));
        return new Shape(
                compiled.path("name").asText(),
                compiled.path("caption").asText(),
                compiled.path("uid").asInt(),
                compiled.path("category").asText(),
                attributes,
                constraints,
                new TreeSet<>(texts(compiled.path("profiles"))));
    }

    private ObjectNode compiled(Path file, boolean event) {
        ObjectNode own = read(file);
        ObjectNode base = own.has("extends")
                ? compiled(file(own.path("extends").textValue(), event), event)
                : JSON.createObjectNode();
        Set<String> profiles = new TreeSet<>(texts(base.path("profiles")));
        profiles.addAll(texts(own.path("profiles")));
        if (own.has("constraints")) {
            base.remove("constraints");
        }
        ObjectNode attributes = base.withObjectProperty("attributes");
        JsonNode includes = own.withObjectProperty("attributes").remove("$include");
        for (String include : includes == null ? List.<String>of() : texts(includes)) {
            merged(attributes, profile(read(folder.resolve(include))));
        }
        merged(base, own);
        base.set("profiles", JSON.valueToTree(profiles));
        return base;
    }

    /** A profile's attributes, each of which says whose it is. */
    private static JsonNode profile(JsonNode profile) {
        ObjectNode attributes = profile.path("attributes").deepCopy();
        attributes
                .properties()
                .forEach(each -> ((ObjectNode) each.getValue())
                        .put("profile", profile.path("name").textValue()));
        return attributes;
    }

    /** Takes {@code over} over into {@code base}: objects member by member, all else as a whole. */
    private static ObjectNode merged(ObjectNode base, JsonNode over) {
        over.properties().forEach(each -> {
            JsonNode old = base.get(each.getKey());
            if (old instanceof ObjectNode object && each.getValue().isObject()) {
                merged(object, each.getValue());
            } else {
                base.set(each.getKey(), each.getValue().deepCopy());
            }
        });
        return base;
    }

    /** An observable's type is the number that a type, an object, or an object's attribute has for it. */
    private void collectObservableTypes() {
        collect(dictionary.path("types").path("attributes"));
        collect(dictionary.path("attributes"));
        for (Path file : files(folder.resolve("objects"))) {
            JsonNode object = read(file);
            if (object.has("observable")) {
                observableTypes.put(
                        object.path("observable").asText(),
                        object.path("caption").asText());
            }
            collect(object.path("attributes"));
        }
        observableTypes.put("0", "Unknown");
        observableTypes.put("99", "Other");
    }

    private void collect(JsonNode named) {
        named.properties().forEach(each -> {
            if (each.getValue().has("observable")) {
                String number = each.getValue().path("observable").asText();
                observableTypes.put(number, each.getValue().path("caption").asText(""));
            }
        });
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static ObjectNode read(Path file) {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
