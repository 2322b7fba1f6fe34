package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of the Elastic Common Schema, version 8 and what 1.x spelt alike; keys may be nested or dotted, and an event
 * may lie in the {@code _source} of a search hit or an export.
 *
 * <p>The account is {@code user.id}, which the schema calls unique, else the name; the register is the service, else
 * the data set. Whose records were read, and how many, has no place in the schema: a mapping says where a source puts
 * it ({@link MappedFields}). {@code event.sequence} only orders events that share a time.
 */
final class EcsEvents implements RecordParser {

    private static final String[] TIME = {"@timestamp"};
    private static final String[] ID = {"event", "id"};
    private static final String[] ACTION = {"event", "action"};
    private static final String[] CATEGORY = {"event", "category"};
    private static final String[] TYPE = {"event", "type"};
    private static final String[] OUTCOME = {"event", "outcome"};
    private static final String[] REASON = {"event", "reason"};
    private static final String[] STATUS = {"http", "response", "status_code"};
    private static final String[] ERROR = {"error", "code"};
    private static final String[] ROLES = {"user", "roles"};

    private static final String[][] ACCOUNTS = {{"user", "id"}, {"user", "name"}, {"user", "email"}};
    private static final String[][] OPERATORS = {{"organization", "id"}, {"organization", "name"}};
    private static final String[][] REGISTERS = {
        {"service", "name"}, {"event", "dataset"}, {"data_stream", "dataset"}, {"event", "module"}
    };
    private static final String[][] ADDRESSES = {{"source", "ip"}, {"client", "ip"}};
    private static final String[][] COUNTRIES = {
        {"source", "geo", "country_iso_code"}, {"client", "geo", "country_iso_code"}
    };
    private static final String[][] SIZES = {{"http", "response", "body", "bytes"}, {"http", "response", "bytes"}};
    private static final String[][] USER_AGENTS = {{"user_agent", "original"}};
    private static final String[][] CLOUD_ACCOUNTS = {{"cloud", "account", "id"}};

    private final JsonTree tree = new JsonTree();
    private final MappedFields mapped;

    EcsEvents(Mapping mapping) {
        this.mapped = new MappedFields(mapping);
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        JsonNode record = tree.object(bytes, from, to);
        JsonNode source = record.path("_source");
        JsonValue event = JsonValue.of(source.isObject() ? source : record);
        draft.id = event.dotted(ID).text();
        if (draft.id == null && source.isObject()) {
            draft.id = JsonValue.of(record).at("_id").text();
        }
        draft.put(Field.TIME, event.dotted(TIME).text());
        draft.account = first(event, ACCOUNTS);
        draft.role = onlyRole(event);
        draft.operator = first(event, OPERATORS);
        if (draft.operator == null) {
            draft.operator = first(event, CLOUD_ACCOUNTS);
            draft.operatorIsClaim = false;
        }
        Set<String> types = words(event.dotted(TYPE));
        draft.action = EcsAction.of(
                words(event.dotted(CATEGORY)), types, event.dotted(ACTION).text());
        draft.outcome = outcome(event, types, draft.action);
        draft.resource = first(event, REGISTERS);
        draft.sourceIp = first(event, ADDRESSES);
        draft.country = first(event, COUNTRIES);
        draft.userAgent = first(event, USER_AGENTS);
        draft.purpose = event.dotted(REASON).text();
        draft.put(Field.BYTES, first(event, SIZES));
        mapped.read(new JsonRecord(event.node()), draft);
    }

    private static @Nullable String onlyRole(JsonValue event) throws Rejection {
        JsonValue roles = event.dotted(ROLES);
        return roles.list().size() == 1 ? roles.text() : null;
    }

    /** A sign-in that failed was refused; any other failure was, if the event says so. */
    private static Outcome outcome(JsonValue event, Set<String> types, Action action) throws Rejection {
        String outcome = event.dotted(OUTCOME).text();
        String status = event.dotted(STATUS).text();
        boolean refused = Outcomes.isRefusal(status)
                || Outcomes.isRefusal(event.dotted(ERROR).text());
        if (types.contains("denied")) {
            return Outcome.DENIED;
        }
        return switch (outcome == null ? "unknown" : outcome.toLowerCase(Locale.ROOT)) {
            case "success" -> Outcome.SUCCESS;
            case "failure" -> refused || action == Action.LOGIN ? Outcome.DENIED : Outcome.ERROR;
            case "unknown" -> {
                boolean failed = types.contains("error") || Outcomes.ofHttpStatus(status) == Outcome.ERROR;
                yield refused ? Outcome.DENIED : failed ? Outcome.ERROR : Outcome.SUCCESS;
            }
            default -> throw new Rejection(Reason.BAD_VALUE, "event.outcome must be one of success, failure, unknown");
        };
    }

    private static Set<String> words(JsonValue value) throws Rejection {
        Set<String> words = new HashSet<>();
        for (String text : value.texts()) {
            words.add(text.toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static @Nullable String first(JsonValue event, String[][] paths) throws Rejection {
        for (String[] path : paths) {
            String text = event.dotted(path).text();
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
