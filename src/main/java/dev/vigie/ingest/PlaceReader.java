package dev.vigie.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads where a mapping looks: columns, keys, paths, and the groups of its patterns. */
final class PlaceReader {

    static final int PLACES_MAX = 16;

    private final MappingNodes nodes;
    private final Format format;
    private final Map<String, Integer> groups;

    /** @param groups the numbers of the named groups, which go before columns and keys of the same name */
    PlaceReader(MappingNodes nodes, Format format, Map<String, Integer> groups) {
        this.nodes = nodes;
        this.format = format;
        this.groups = groups;
    }

    /** One place or a list of them; those that are none are left out. */
    List<Place> places(Node node, String what) {
        List<Place> places = new ArrayList<>();
        for (Node item : nodes.items(node, what, PLACES_MAX)) {
            Place place = place(item, what);
            if (place != null) {
                places.add(place);
            }
        }
        return places;
    }

    @Nullable
    Place place(Node node, String what) {
        String written = nodes.text(node, what, JsonPath.LENGTH_MAX);
        if (written == null) {
            return null;
        }
        Integer group = groups.get(written);
        if (group != null) {
            return new Place(written, group, null);
        }
        if (format == Format.COMBINED && !CombinedEvents.NAMES.contains(written)) {
            nodes.refuse(
                    node,
                    "an access log's line has no '" + MappingNodes.shown(written) + "', only "
                            + String.join(", ", CombinedEvents.NAMES) + ", and what patterns find in them");
            return null;
        }
        if (!isJson()) {
            return new Place(written.strip(), Place.NO_GROUP, null);
        }
        try {
            return new Place(written, Place.NO_GROUP, JsonPath.parse(written));
        } catch (MappingFault fault) {
            nodes.refuse(node, what + ": " + fault.text());
            return null;
        }
    }

    private boolean isJson() {
        return switch (format) {
            case JSON, OCSF, ECS, FHIR -> true;
            case CSV, CLOUDTRAIL, COMBINED, PGAUDIT, W3C, CEF -> false;
        };
    }
}
