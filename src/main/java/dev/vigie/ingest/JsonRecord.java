package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON record as a mapping looks at it; or, once {@linkplain #within narrowed}, as it looks from one of several
 * places that a path leads to: other paths then lead from there as far as they went the same way.
 */
final class JsonRecord implements MappedRecord {

    /** Digits before or behind the point that a number may be written out to. */
    private static final int DIGITS_MAX = 40;

    private final JsonNode record;
    private final @Nullable JsonPath trunk;
    private final List<JsonNode> way;

    JsonRecord(JsonNode record) {
        this(record, null, List.of(record));
    }

    private JsonRecord(JsonNode record, @Nullable JsonPath trunk, List<JsonNode> way) {
        this.record = record;
        this.trunk = trunk;
        this.way = way;
    }

    /**
     * The record as it looks from each place to which the first {@code keys} of a path lead; only the record itself,
     * where that path finds anything by another way.
     */
    List<JsonRecord> within(JsonPath path, int keys) {
        List<JsonRecord> parts = new ArrayList<>();
        path.ways(record, keys, way -> parts.add(new JsonRecord(record, path, way)));
        int[] found = new int[2];
        path.collect(record, 0, node -> found[0]++);
        for (JsonRecord part : parts) {
            path.collect(part.way.get(keys), keys, node -> found[1]++);
        }
        return parts.isEmpty() || found[0] != found[1] ? List.of(this) : parts;
    }

    /** What a path starts from here: the same for two parts of a record where it leads to the same. */
    JsonNode start(JsonPath path) {
        return way.get(shared(path));
    }

    private int shared(JsonPath path) {
        return trunk == null ? 0 : Math.min(trunk.commonWith(path), way.size() - 1);
    }

    @Override
    public void addTexts(Place place, List<String> texts) throws Rejection {
        JsonPath path = place.path();
        if (path == null) {
            throw new IllegalArgumentException("no path: " + place.written());
        }
        List<JsonNode> nodes = new ArrayList<>();
        path.collect(start(path), shared(path), nodes::add);
        for (JsonNode node : nodes) {
            String text = text(node, place);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
    }

    /** A string; or a number or a truth value as it was written, since many logs write ids as numbers. */
    private static String text(JsonNode node, Place place) throws Rejection {
        if (node.isTextual() || node.isIntegralNumber() || node.isBoolean()) {
            return node.asText();
        }
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            if (number.precision() <= DIGITS_MAX && Math.abs((long) number.scale()) <= DIGITS_MAX) {
                return number.toPlainString();
            }
        }
        throw new Rejection(
                Reason.BAD_VALUE,
                Texts.description(place.written()) + " must be a string, a truth value, or a number of at most "
                        + DIGITS_MAX + " digits");
    }
}
