package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON record, present or not. Its path is put together only where something is wrong there; it consists
 * of names that a format or a mapping looked for, so that a rejection never repeats what a log says.
 *
 * @param parent null for the record itself
 * @param name the key, or keys joined by dots, by which the parent has it
 */
record JsonValue(JsonNode node, @Nullable JsonValue parent, String name) {

    static JsonValue of(JsonNode object) {
        return new JsonValue(object, null, "");
    }

    /** What lies below these keys, one within the other. */
    JsonValue at(String... keys) {
        JsonValue value = this;
        for (String key : keys) {
            value = new JsonValue(value.node.path(key), value, key);
        }
        return value;
    }

    /**
     * The same where each key may be an object's, or some of them joined by dots are one key, as in
     * {@code {"event.action": ...}}.
     *
     * @throws Rejection if the record spells it in two ways at once
     */
    JsonValue dotted(String... keys) throws Rejection {
        JsonValue found = dotted(keys, 0);
        return found != null ? found : new JsonValue(MissingNode.getInstance(), this, String.join(".", keys));
    }

    private @Nullable JsonValue dotted(String[] keys, int from) throws Rejection {
        if (from == keys.length) {
            return isPresent() ? this : null;
        }
        JsonValue found = null;
        String key = "";
        for (int i = from; i < keys.length && node.isObject(); i++) {
            key = i == from ? keys[i] : key + '.' + keys[i];
            JsonNode child = node.get(key);
            JsonValue below = child == null ? null : new JsonValue(child, this, key).dotted(keys, i + 1);
            if (below != null && found != null) {
                throw new Rejection(Reason.DUPLICATE_FIELD, below.path() + " is given twice");
            }
            found = below != null ? below : found;
        }
        return found;
    }

    boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** The members of an array; what is none stands for an array of itself, and what is not there for an empty one. */
    List<JsonValue> list() {
        if (!node.isArray()) {
            return isPresent() ? List.of(this) : List.of();
        }
        List<JsonValue> members = new ArrayList<>(node.size());
        for (JsonNode member : node) {
            members.add(new JsonValue(member, parent, name));
        }
        return members;
    }

    /**
     * A string, or a whole number or a truth value as it was written; or the only member of an array, if it is one of
     * these. Null where there is none, or it is empty.
     *
     * @throws Rejection if there is something else
     */
    @Nullable
    String text() throws Rejection {
        JsonNode value = node.isArray() && node.size() == 1 ? node.get(0) : node;
        if (value.isTextual() || value.isIntegralNumber() || value.isBoolean()) {
            String text = value.asText();
            return text.isEmpty() ? null : text;
        }
        if (value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty())) {
            return null;
        }
        throw new Rejection(Reason.BAD_VALUE, path() + " must be a string or a whole number");
    }

    /** The texts of {@link #list()}, without empty ones. */
    List<String> texts() throws Rejection {
        List<String> texts = new ArrayList<>();
        for (JsonValue member : list()) {
            String text = member.text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The first of these that is there, or null. */
    static @Nullable String firstText(JsonValue... values) throws Rejection {
        for (JsonValue value : values) {
            String text = value.text();
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    String path() {
        String above = parent == null ? "" : parent.path();
        return above.isEmpty() ? name : above + '.' + name;
    }
}
