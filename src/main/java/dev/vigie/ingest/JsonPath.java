package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way to some of a JSON record's values, such as {@code request.persons[].id}: keys, one within the other or some
 * of them joined by dots to one key, as in {@code {"request.persons": ...}}. An array on the way stands for each of its
 * members, whether the path says {@code []} or not; {@code [0]} is its first member only. A backslash takes the meaning
 * from what follows it.
 */
final class JsonPath {

    static final int KEYS_MAX = 16;
    static final int LENGTH_MAX = 256;

    private static final int EACH = -1;
    private static final int INDEX_DIGITS_MAX = 6;

    private final List<String> keys = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();

    /** For each key, what it and those behind it come to when joined by dots. */
    private final List<List<String>> joined = new ArrayList<>();

    private JsonPath() {}

    static JsonPath parse(String written) throws MappingFault {
        if (written.length() > LENGTH_MAX) {
            throw new MappingFault("a path has at most " + LENGTH_MAX + " characters");
        }
        JsonPath path = new JsonPath();
        StringBuilder key = new StringBuilder();
        int at = 0;
        while (at <= written.length()) {
            char c = at == written.length() ? '.' : written.charAt(at);
            if (c == '\\' && at + 1 < written.length()) {
                key.append(written.charAt(at + 1));
                at += 2;
            } else if (c == '.') {
                path.add(key.toString(), EACH);
                key.setLength(0);
                at++;
            } else if (c == '[') {
                int end = written.indexOf(']', at);
                int after = end + 1;
                if (end < 0 || (after < written.length() && written.charAt(after) != '.')) {
                    throw new MappingFault("after a key comes at most one [] or [0], and then a dot or nothing: "
                            + "persons[].id; a bracket that belongs to a key is written \\[");
                }
                path.add(key.toString(), index(written.substring(at + 1, end)));
                key.setLength(0);
                at = after + 1;
            } else {
                key.append(c);
                at++;
            }
        }
        path.join();
        return path;
    }

    private void add(String key, int index) throws MappingFault {
        if (key.isEmpty()) {
            throw new MappingFault("a path is keys with single dots between them, such as request.user.name");
        }
        if (keys.size() == KEYS_MAX) {
            throw new MappingFault("a path has at most " + KEYS_MAX + " keys");
        }
        keys.add(key);
        indexes.add(index);
    }

    private static int index(String written) throws MappingFault {
        if (written.isEmpty()) {
            return EACH;
        }
        if (written.length() > INDEX_DIGITS_MAX || !written.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MappingFault("within [ ] stands nothing, for each member, or the number of one, from 0");
        }
        return Integer.parseInt(written);
    }

    /** An index ends a key: what follows it lies within. */
    private void join() {
        for (int from = 0; from < keys.size(); from++) {
            List<String> names = new ArrayList<>();
            String name = "";
            for (int i = from; i < keys.size(); i++) {
                name = i == from ? keys.get(i) : name + '.' + keys.get(i);
                names.add(name);
                if (indexes.get(i) != EACH) {
                    break;
                }
            }
            joined.add(List.copyOf(names));
        }
    }

    int length() {
        return keys.size();
    }

    /** How many keys, from the first on, another path has in common with this one. */
    int commonWith(JsonPath other) {
        int common = 0;
        while (common < Math.min(keys.size(), other.keys.size())
                && keys.get(common).equals(other.keys.get(common))
                && indexes.get(common).equals(other.indexes.get(common))) {
            common++;
        }
        return common;
    }

    /**
     * Hands over what lies at the path's end, in the record's order; never an array.
     *
     * @param node what the path's first {@code from} keys have led to
     */
    void collect(JsonNode node, int from, Consumer<JsonNode> found) {
        if (node.isArray()) {
            for (JsonNode member : node) {
                collect(member, from, found);
            }
        } else if (from == keys.size()) {
            found.accept(node);
        } else if (node.isObject()) {
            List<String> names = joined.get(from);
            for (int i = 0; i < names.size(); i++) {
                JsonNode child = node.get(names.get(i));
                if (child != null) {
                    collect(member(child, indexes.get(from + i)), from + i + 1, found);
                }
            }
        }
    }

    /**
     * Hands over each way to where the path's first {@code to} keys lead, one within the other: the record, and what
     * lies behind each of the keys.
     */
    void ways(JsonNode record, int to, Consumer<List<JsonNode>> found) {
        walk(record, to, new ArrayList<>(), found);
    }

    private void walk(JsonNode node, int to, List<JsonNode> way, Consumer<List<JsonNode>> found) {
        if (node.isArray()) {
            for (JsonNode member : node) {
                walk(member, to, way, found);
            }
            return;
        }
        int depth = way.size();
        way.add(node);
        JsonNode child = depth < to ? node.get(keys.get(depth)) : null;
        if (depth == to) {
            found.accept(List.copyOf(way));
        } else if (child != null) {
            walk(member(child, indexes.get(depth)), to, way, found);
        }
        way.remove(depth);
    }

    /** What is no array stands for an array of itself. */
    private static JsonNode member(JsonNode node, int index) {
        if (index == EACH) {
            return node;
        }
        return node.isArray() || index > 0 ? node.path(index) : node;
    }
}
