package dev.vigie.siem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The template from which OpenSearch or Elasticsearch makes an index of alerts, or a data stream of them.
 *
 * <p>Without one the servers guess each field's type from the first document that has it: a figure that happens to be
 * whole would be a whole number for ever, an address a text. What is text of somebody else's is a keyword here; an
 * address or a time that the server cannot read costs that field, not the alert.
 */
public final class IndexTemplate {

    /** Above the templates that come with the servers, which have at most 100 for names like {@code logs-*-*}. */
    private static final int PRIORITY = 200;

    private static final JsonMapper JSON = new JsonMapper();

    private IndexTemplate() {}

    /**
     * The template for what a target names, as the body of {@code PUT _index_template/NAME}.
     *
     * @throws TargetException if the target is no index
     */
    public static String of(Target target, AlertFormat format) throws TargetException {
        IndexPlace place = IndexPlace.of(target, format);
        ObjectNode template = JSON.createObjectNode();
        template.putArray("index_patterns").add(place.name());
        template.put("priority", PRIORITY);
        if (place.isDataStream()) {
            template.putObject("data_stream");
        }
        template.putObject("template").set("mappings", mappings(format));
        template.putObject("_meta").put("description", "Vigie's alerts as " + format.formatName());
        return template.toPrettyString();
    }

    private static JsonNode mappings(AlertFormat format) {
        String name = format.formatName() + "-mappings.json";
        try (InputStream in = Objects.requireNonNull(IndexTemplate.class.getResourceAsStream(name), name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
