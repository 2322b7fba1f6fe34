package dev.vigie.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data that one AuditEvent tells of.
 *
 * @param patients whose, without repetition
 * @param register the type of resource that was accessed or searched; {@code Patient} where it is the patient itself;
 *     null where nothing tells
 * @param isQuery whether there was a search, of which the event keeps the question
 */
record FhirEntities(Set<String> patients, @Nullable String register, boolean isQuery) {

    private static final String PATIENT = "Patient";
    private static final String ROLE_PATIENT = "1";
    private static final String ROLE_SYSTEM_SUFFIX = "object-role";
    private static final String TYPE_SYSTEM_SUFFIX = "resource-types";
    private static final String SEARCH_BY_POST = "/_search";

    /** A question longer than this, in base64, tells nothing more about what it is put to. */
    private static final int QUERY_LENGTH_MAX = 8_192;

    static FhirEntities of(JsonValue event) throws Rejection {
        Set<String> patients = new LinkedHashSet<>();
        add(referred(event.at("patient")), patients);
        String searched = null;
        String accessed = null;
        boolean isQuery = false;
        for (JsonValue entity : event.at("entity").list()) {
            JsonValue what = what(entity);
            String type = type(entity, what);
            String query = entity.at("query").text();
            if (query != null) {
                isQuery = true;
                searched = searched != null ? searched : searchedType(query);
            }
            if (PATIENT.equals(type) || isPatient(entity)) {
                String patient = referred(what);
                add(patient != null ? patient : identified(entity.at("identifier")), patients);
            } else if (accessed == null) {
                accessed = type;
            }
        }
        String register = searched != null ? searched : accessed;
        return new FhirEntities(patients, register != null || patients.isEmpty() ? register : PATIENT, isQuery);
    }

    /** Release 3 has {@code reference}, with an {@code identifier} beside it, for what is in {@code what} since. */
    private static JsonValue what(JsonValue entity) {
        JsonValue what = entity.at("what");
        return what.isPresent() ? what : entity.at("reference");
    }

    private static void add(@Nullable String patient, Set<String> patients) {
        if (patient != null) {
            patients.add(patient);
        }
    }

    private static @Nullable String referred(JsonValue reference) throws Rejection {
        String target = FhirValues.target(reference);
        return target != null ? target : identified(reference.at("identifier"));
    }

    private static @Nullable String identified(JsonValue identifier) throws Rejection {
        String value = identifier.at("value").text();
        String system = value == null ? null : identifier.at("system").text();
        // The value alone may be another patient's at another hospital.
        return system == null ? value : system + '|' + value;
    }

    private static boolean isPatient(JsonValue entity) throws Rejection {
        for (JsonValue coding : FhirValues.codings(entity.at("role"))) {
            String system = coding.at("system").text();
            boolean isRole = system == null || system.endsWith(ROLE_SYSTEM_SUFFIX);
            if (isRole && ROLE_PATIENT.equals(coding.at("code").text())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String type(JsonValue entity, JsonValue what) throws Rejection {
        String type = FhirValues.type(what);
        if (type != null) {
            return type;
        }
        for (JsonValue coding : FhirValues.codings(entity.at("type"))) {
            String system = coding.at("system").text();
            if (system != null && system.endsWith(TYPE_SYSTEM_SUFFIX)) {
                return coding.at("code").text();
            }
        }
        return null;
    }

    /**
     * The type that a search asks for: the last part of the path in {@code GET example.org/fhir/Observation?...}, in
     * {@code POST /fhir/Observation/_search}, or in an address alone. Null where the question is none of these.
     */
    private static @Nullable String searchedType(String base64) {
        if (base64.length() > QUERY_LENGTH_MAX) {
            return null;
        }
        String question;
        try {
            question = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
        for (String word : question.lines().findFirst().orElse("").split(" ", 4)) {
            int end = word.indexOf('?');
            String path = end < 0 ? word : word.substring(0, end);
            if (path.endsWith(SEARCH_BY_POST)) {
                path = path.substring(0, path.length() - SEARCH_BY_POST.length());
            }
            String last = path.substring(path.lastIndexOf('/') + 1);
            boolean isAddress = end >= 0 || path.indexOf('/') >= 0;
            if (isAddress && FhirValues.isTypeName(last)) {
                return last;
            }
        }
        return null;
    }
}
