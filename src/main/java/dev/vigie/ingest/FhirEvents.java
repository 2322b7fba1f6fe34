package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HL7 FHIR's AuditEvent, releases 3 (STU3), 4, 4B and 5, and so IHE's Basic Audit Log Patterns (BALP), which are
 * profiles of it; alone, or as an entry of a Bundle. No field's name means one thing in one release and another in the
 * next, so that nobody has to say which one it is.
 *
 * <p>The subjects are the patients: whoever {@code patient} (R5) or an entity in the role of a patient names, and every
 * Patient resource that was accessed, by type and id, or by {@code system|value} where only an identifier is known. The
 * register is the type of the other resource that was accessed, or searched. The site that recorded the event is the
 * operator where no topic says who that is.
 */
final class FhirEvents implements RecordParser {

    /** DICOM's codes of events, in {@code type} and {@code subtype}, or R5's {@code category} and {@code code}. */
    private static final String DICOM_EXPORT = "110106";

    private static final String DICOM_QUERY = "110112";
    private static final String DICOM_AUTHENTICATION = "110114";
    private static final String DICOM_LOGIN = "110122";
    private static final String DICOM_LOGOUT = "110123";

    /** Of {@code outcome.detail}, from FHIR's issue types: what a refusal is called. */
    private static final Set<String> REFUSALS = Set.of("security", "login", "unknown", "expired", "forbidden");

    private final JsonTree tree = new JsonTree();
    private final MappedFields mapped;

    FhirEvents(Mapping mapping) {
        this.mapped = new MappedFields(mapping);
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        JsonValue event = JsonValue.of(resource(tree.object(bytes, from, to)));
        draft.id = event.at("id").text();
        draft.put(Field.TIME, event.at("recorded").text());
        FhirAgents agents = FhirAgents.of(event);
        draft.account = agents.account();
        draft.role = agents.role();
        draft.sourceIp = agents.address();
        draft.userAgent = agents.program();
        draft.operator = site(event.at("source", "site"));
        draft.operatorIsClaim = false;
        FhirEntities entities = FhirEntities.of(event);
        for (String patient : entities.patients()) {
            draft.subjects.add(patient);
        }
        draft.resource = entities.register();
        draft.action = action(event, entities.isQuery());
        draft.outcome = outcome(event.at("outcome"));
        draft.purpose = purpose(event, agents);
        mapped.read(new JsonRecord(event.node()), draft);
    }

    private static JsonNode resource(JsonNode record) throws Rejection {
        // An entry of a Bundle is no resource itself, but holds one.
        JsonNode inner = record.path("resource");
        JsonNode resource = !record.has("resourceType") && inner.isObject() ? inner : record;
        String type = resource.path("resourceType").asText();
        if (type.equals("AuditEvent")) {
            return resource;
        }
        throw new Rejection(
                Reason.NOT_AN_EVENT,
                type.equals("Bundle")
                        ? "a Bundle without entries, or whose entries begin after its first "
                                + JsonOpening.ENTRIES.bytesMax() + " bytes"
                        : "not an AuditEvent");
    }

    /** A text in R4, a reference to a Location in R5. */
    private static @Nullable String site(JsonValue site) throws Rejection {
        if (!site.node().isObject()) {
            return site.text();
        }
        String target = FhirValues.target(site);
        return target != null ? target : JsonValue.firstText(site.at("identifier", "value"), site.at("display"));
    }

    private static @Nullable Action action(JsonValue event, boolean query) throws Rejection {
        Set<String> codes = new LinkedHashSet<>();
        for (String key : new String[] {"type", "subtype", "category", "code"}) {
            codes.addAll(FhirValues.codes(event.at(key)));
        }
        if (codes.contains(DICOM_EXPORT)) {
            return Action.EXPORT;
        }
        if (codes.contains(DICOM_LOGOUT)) {
            return Action.OTHER;
        }
        if (codes.contains(DICOM_LOGIN) || codes.contains(DICOM_AUTHENTICATION)) {
            return Action.LOGIN;
        }
        boolean searches = query || codes.contains(DICOM_QUERY);
        String letter = event.at("action").text();
        if (letter == null) {
            return searches ? Action.SEARCH : interaction(codes);
        }
        return switch (letter) {
            case "C" -> Action.CREATE;
            case "R" -> searches || interaction(codes) == Action.SEARCH ? Action.SEARCH : Action.READ;
            case "U" -> Action.UPDATE;
            case "D" -> Action.DELETE;
            case "E" -> {
                Action interaction = interaction(codes);
                yield searches ? Action.SEARCH : interaction == null ? Action.OTHER : interaction;
            }
            default -> throw new Rejection(Reason.BAD_VALUE, "action must be one of C, R, U, D, E");
        };
    }

    /** What FHIR's code for a RESTful interaction says, if there is one. */
    private static @Nullable Action interaction(Set<String> codes) {
        for (String code : codes) {
            Action action = switch (code) {
                case "read", "vread", "history", "history-instance", "history-type", "history-system" -> Action.READ;
                case "search", "search-type", "search-system", "search-compartment" -> Action.SEARCH;
                case "create" -> Action.CREATE;
                case "update", "patch" -> Action.UPDATE;
                case "delete" -> Action.DELETE;
                default -> null;
            };
            if (action != null) {
                return action;
            }
        }
        return null;
    }

    /**
     * A code up to R4, where {@code 0} is success and others failures of growing severity; R5 has them too, or
     * {@code success} and the severities of issues, of which the lower ones do not say that it failed.
     */
    private static Outcome outcome(JsonValue outcome) throws Rejection {
        boolean coded = outcome.node().isObject();
        String code = coded ? outcome.at("code", "code").text() : outcome.text();
        if (code == null) {
            return Outcome.SUCCESS;
        }
        return switch (code) {
            case "0", "success", "information", "warning" -> Outcome.SUCCESS;
            case "4", "8", "12", "error", "fatal" ->
                coded && FhirValues.codes(outcome.at("detail")).stream().anyMatch(REFUSALS::contains)
                        ? Outcome.DENIED
                        : Outcome.ERROR;
            default ->
                throw new Rejection(
                        Reason.BAD_VALUE,
                        "outcome must be one of 0, 4, 8, 12, success, information, warning, error, fatal");
        };
    }

    private static @Nullable String purpose(JsonValue event, FhirAgents agents) throws Rejection {
        List<String> purposes = new ArrayList<>(FhirValues.codes(event.at("purposeOfEvent")));
        purposes.addAll(FhirValues.codes(event.at("authorization")));
        purposes.addAll(agents.purposes());
        return purposes.isEmpty() ? null : String.join(",", new LinkedHashSet<>(purposes));
    }
}
