package dev.vigie.ingest;

import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of the Open Cybersecurity Schema Framework, of the classes in {@link OcsfActivity}, after the schema's version
 * 1.9 and what earlier versions spelt otherwise.
 *
 * <p>The account is the user's {@code uid}, which the schema calls unique, else the name, else the application. The
 * sessions of a role that AWS lets a user assume belong together, as with {@link CloudTrailEvents}. Whose records were
 * read has no place in these classes: a mapping says where a source puts it ({@link MappedFields}).
 * {@code metadata.sequence} only orders events that share a time, so it is not taken for a count without gaps.
 */
final class OcsfEvents implements RecordParser {

    /** What a policy decided, {@code action_id} in the profile Security Control. */
    private static final String POLICY_DENIED = "2";

    private static final String STATUS_SUCCESS = "1";
    private static final String STATUS_FAILURE = "2";

    private final JsonTree tree = new JsonTree();
    private final MappedFields mapped;

    OcsfEvents(Mapping mapping) {
        this.mapped = new MappedFields(mapping);
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        JsonValue event = JsonValue.of(tree.object(bytes, from, to));
        OcsfActivity activity = OcsfActivity.of(event.at("class_uid"));
        draft.id = event.at("metadata", "uid").text();
        draft.put(
                Field.TIME,
                JsonValue.firstText(event.at("time"), event.at("time_dt"), event.at("metadata", "original_time")));
        draft.action = activity.action(event.at("activity_id"));
        draft.outcome = outcome(event);
        identify(event, draft);
        draft.sourceIp = event.at("src_endpoint", "ip").text();
        draft.country = event.at("src_endpoint", "location", "country").text();
        draft.userAgent = event.at("http_request", "user_agent").text();
        draft.resource = register(activity, event);
        measure(activity, event, draft);
        mapped.read(new JsonRecord(event.node()), draft);
    }

    private static void identify(JsonValue event, Draft draft) throws Rejection {
        JsonValue actor = event.at("actor");
        JsonValue user = actor.at("user");
        JsonValue session = actor.at("session");
        String uid = user.at("uid").text();
        String issuer = session.at("issuer").text();
        if ("AssumedRole".equals(user.at("type").text()) && issuer != null) {
            draft.account = issuer;
            draft.session = uid == null ? session.at("uid").text() : uid.substring(1 + separator(uid));
        } else {
            draft.account = JsonValue.firstText(
                    user.at("uid"),
                    user.at("name"),
                    user.at("email_addr"),
                    actor.at("app_uid"),
                    actor.at("app_name"),
                    actor.at("invoked_by"));
            draft.session = session.at("uid").text();
        }
        draft.role = JsonValue.firstText(actor.at("iam_role", "name"), actor.at("iam_role", "uid"));
        if (draft.role == null) {
            draft.role = onlyName(user.at("groups"), "name");
        }
        draft.operator = JsonValue.firstText(user.at("org", "uid"), user.at("org", "name"));
        if (draft.operator == null) {
            // The customer of a service, by the service's own number: no claim that could contradict a topic.
            draft.operator =
                    JsonValue.firstText(event.at("metadata", "tenant_uid"), event.at("cloud", "account", "uid"));
            draft.operatorIsClaim = false;
        }
    }

    private static int separator(String arn) {
        return Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':'));
    }

    /** Where the schema says nothing of the outcome, what was answered does; and where nothing does, it succeeded. */
    private static Outcome outcome(JsonValue event) throws Rejection {
        String status = event.at("status_id").text();
        String httpStatus = event.at("http_response", "code").text();
        String error = event.at("api", "response", "error").text();
        boolean refused = Outcomes.isRefusal(httpStatus)
                || Outcomes.isRefusal(error)
                || Outcomes.isRefusal(event.at("status_code").text());
        if (POLICY_DENIED.equals(event.at("action_id").text())) {
            return Outcome.DENIED;
        }
        if (STATUS_SUCCESS.equals(status)) {
            return Outcome.SUCCESS;
        }
        if (refused) {
            return Outcome.DENIED;
        }
        boolean failed =
                STATUS_FAILURE.equals(status) || error != null || Outcomes.ofHttpStatus(httpStatus) == Outcome.ERROR;
        return failed ? Outcome.ERROR : Outcome.SUCCESS;
    }

    private static @Nullable String register(OcsfActivity activity, JsonValue event) throws Rejection {
        return switch (activity) {
            case WEB_RESOURCES -> kind(event.at("web_resources"));
            case API -> {
                String kind = kind(event.at("resources"));
                yield kind != null ? kind : operation(event.at("api"));
            }
            case DATASTORE ->
                JsonValue.firstText(
                        event.at("table", "name"),
                        event.at("databucket", "name"),
                        event.at("database", "name"),
                        event.at("table", "uid"),
                        event.at("databucket", "uid"),
                        event.at("database", "uid"));
            case FILE_HOSTING ->
                JsonValue.firstText(event.at("file", "name"), event.at("file", "path"), event.at("file", "uid"));
        };
    }

    /** The name that all of these resources share, else the type. */
    private static @Nullable String kind(JsonValue resources) throws Rejection {
        String name = onlyName(resources, "name");
        return name != null ? name : onlyName(resources, "type");
    }

    private static @Nullable String onlyName(JsonValue objects, String key) throws Rejection {
        Set<String> names = new LinkedHashSet<>();
        for (JsonValue object : objects.list()) {
            String name = object.at(key).text();
            if (name == null || (names.add(name) && names.size() > 1)) {
                return null;
            }
        }
        return names.isEmpty() ? null : names.iterator().next();
    }

    private static @Nullable String operation(JsonValue api) throws Rejection {
        String service = api.at("service", "name").text();
        String operation = api.at("operation").text();
        return service == null || operation == null ? operation : service + ':' + operation;
    }

    /**
     * How much was read. An aggregate of several events counts as that many records at least; the resources that an
     * activity on the web lists are records each.
     */
    private static void measure(OcsfActivity activity, JsonValue event, Draft draft) throws Rejection {
        Action action = draft.action;
        if (action == null || !action.exposes()) {
            return;
        }
        int listed = activity == OcsfActivity.WEB_RESOURCES
                ? event.at("web_resources").list().size()
                : 0;
        String aggregated = event.at("count").text();
        if (listed > 0) {
            draft.put(Field.RECORD_COUNT, listed);
        } else if (aggregated != null && !aggregated.equals("1")) {
            draft.put(Field.RECORD_COUNT, aggregated);
        }
        draft.put(
                Field.BYTES,
                JsonValue.firstText(
                        event.at("query_info", "bytes"),
                        event.at("http_response", "length"),
                        event.at("http_response", "body_length")));
        if (action == Action.EXPORT && activity == OcsfActivity.FILE_HOSTING) {
            draft.put(Field.BYTES, event.at("file", "size").text());
        }
    }
}
