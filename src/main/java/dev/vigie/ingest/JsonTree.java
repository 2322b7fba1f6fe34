package dev.vigie.ingest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Reads JSON records whole, within {@link JsonSyntax}'s bounds: for formats whose members come in any order. A key that
 * is given twice and whatever follows the record make it no JSON. Fractions keep their digits.
 */
final class JsonTree {

    private final ObjectReader reader = JsonMapper.builder(JsonSyntax.factory())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    /** The object in these bytes. */
    JsonNode object(byte[] bytes, int from, int to) throws Rejection {
        try {
            return object(reader.readTree(bytes, from, to - from));
        } catch (IOException | NumberFormatException e) {
            throw JsonSyntax.rejection(e);
        }
    }

    /** The object in a text that itself stood in JSON. */
    JsonNode object(String text) throws Rejection {
        try {
            return object(reader.readTree(text));
        } catch (IOException | NumberFormatException e) {
            throw JsonSyntax.rejection(e);
        }
    }

    private static JsonNode object(JsonNode node) throws Rejection {
        if (!node.isObject()) {
            throw new Rejection(Reason.NOT_AN_EVENT, "not a JSON object");
        }
        return node;
    }
}
