package dev.vigie.rule;

import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules may call an event's fields: Vigie's own names, OCSF's (classes 6001, 6003, 6005 and 6006 and what they
 * include) and ECS's of the same fields, and what the set's {@code *.map} files add. Case matters, as it does in both
 * standards.
 */
final class FieldNames {

    private static final Map<String, Field> OCSF = Map.ofEntries(
            Map.entry("metadata.uid", Field.ID),
            Map.entry("actor.user.org.name", Field.OPERATOR),
            Map.entry("actor.user.org.uid", Field.OPERATOR),
            Map.entry("actor.user.name", Field.ACCOUNT),
            Map.entry("actor.user.uid", Field.ACCOUNT),
            Map.entry("actor.iam_role.name", Field.ROLE),
            Map.entry("actor.session.uid", Field.SESSION),
            Map.entry("web_resources.name", Field.RESOURCE),
            Map.entry("resources.name", Field.RESOURCE),
            Map.entry("database.name", Field.RESOURCE),
            Map.entry("table.name", Field.RESOURCE),
            Map.entry("file.name", Field.RESOURCE),
            Map.entry("activity_name", Field.ACTION),
            Map.entry("api.operation", Field.ACTION),
            Map.entry("status", Field.OUTCOME),
            Map.entry("src_endpoint.ip", Field.SRC_IP),
            Map.entry("http_request.user_agent", Field.USER_AGENT),
            Map.entry("src_endpoint.location.country", Field.COUNTRY),
            Map.entry("metadata.logged_time", Field.INGESTED_AT),
            Map.entry("query_info.bytes", Field.BYTES),
            Map.entry("http_response.length", Field.BYTES),
            Map.entry("http_response.body_length", Field.BYTES),
            Map.entry("metadata.sequence", Field.SEQUENCE));

    private static final Map<String, Field> ECS = Map.ofEntries(
            Map.entry("event.id", Field.ID),
            Map.entry("organization.name", Field.OPERATOR),
            Map.entry("organization.id", Field.OPERATOR),
            Map.entry("user.name", Field.ACCOUNT),
            Map.entry("user.id", Field.ACCOUNT),
            Map.entry("user.roles", Field.ROLE),
            Map.entry("service.name", Field.RESOURCE),
            Map.entry("event.action", Field.ACTION),
            Map.entry("event.outcome", Field.OUTCOME),
            Map.entry("source.ip", Field.SRC_IP),
            Map.entry("client.ip", Field.SRC_IP),
            Map.entry("user_agent.original", Field.USER_AGENT),
            Map.entry("source.geo.country_iso_code", Field.COUNTRY),
            Map.entry("client.geo.country_iso_code", Field.COUNTRY),
            Map.entry("event.reason", Field.PURPOSE),
            Map.entry("@timestamp", Field.TIME),
            Map.entry("event.ingested", Field.INGESTED_AT),
            Map.entry("http.response.bytes", Field.BYTES),
            Map.entry("http.response.body.bytes", Field.BYTES),
            Map.entry("event.sequence", Field.SEQUENCE));

    /** What every set of rules knows. */
    static final FieldNames STANDARD = new FieldNames(Map.of());

    private final Map<String, Field> fields;
    private final List<String> shortNames = new ArrayList<>(Field.names());

    /** The standard names and {@code more}, which must not say anything else of one of them. */
    FieldNames(Map<String, Field> more) {
        Map<String, Field> all = new HashMap<>(OCSF);
        all.putAll(ECS);
        for (Field field : Field.values()) {
            all.put(field.fieldName(), field);
        }
        all.putAll(more);
        fields = Map.copyOf(all);
        shortNames.addAll(more.keySet());
    }

    /** The field that a rule calls {@code name}, or null where there is none. */
    @Nullable
    Field field(String name) {
        return fields.get(name);
    }

    /** The names that {@code name} may have been meant to be; one with a dot in it is none of Vigie's own. */
    Collection<String> like(String name) {
        return name.indexOf('.') < 0 ? shortNames : fields.keySet();
    }
}
