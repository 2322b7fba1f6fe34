package dev.vigie.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What FHIR's data types hold, whichever of the interchangeable ones a release uses. */
final class FhirValues {

    private static final String HISTORY = "/_history/";

    private FhirValues() {}

    /** The codings in values of the types Coding and CodeableConcept. */
    static List<JsonValue> codings(JsonValue values) {
        List<JsonValue> codings = new ArrayList<>();
        for (JsonValue value : values.list()) {
            JsonValue inner = value.at("coding");
            if (inner.isPresent()) {
                codings.addAll(inner.list());
            } else {
                codings.add(value);
            }
        }
        return codings;
    }

    static List<String> codes(JsonValue values) throws Rejection {
        List<String> codes = new ArrayList<>();
        for (JsonValue coding : codings(values)) {
            String code = coding.at("code").text();
            if (code != null) {
                codes.add(code);
            }
        }
        return codes;
    }

    /** A CodeableConcept in one word: its first code, else its text, else what is displayed for it. */
    static @Nullable String word(JsonValue concept) throws Rejection {
        for (JsonValue coding : codings(concept)) {
            String code = JsonValue.firstText(coding.at("code"), coding.at("display"));
            if (code != null) {
                return code;
            }
        }
        return concept.at("text").text();
    }

    /**
     * The type and id that a Reference points to, such as {@code Patient/17}, from wherever and in whatever version; or
     * the reference as it is, where it is no address on a FHIR server. Null for a resource that is part of the same
     * record, since another record may call another one so.
     */
    static @Nullable String target(JsonValue reference) throws Rejection {
        String text = reference.at("reference").text();
        if (text == null || text.startsWith("#")) {
            return null;
        }
        int history = text.indexOf(HISTORY);
        String versionless = history > 0 ? text.substring(0, history) : text;
        int slash = versionless.lastIndexOf('/');
        int slashBefore = slash <= 0 ? -1 : versionless.lastIndexOf('/', slash - 1);
        String end = versionless.substring(slashBefore + 1);
        return isTypeName(end.substring(0, Math.max(0, end.indexOf('/')))) ? end : versionless;
    }

    /** The type of the resource that a Reference points to, as far as it says so. */
    static @Nullable String type(JsonValue reference) throws Rejection {
        String type = reference.at("type").text();
        if (type != null) {
            return type.substring(type.lastIndexOf('/') + 1);
        }
        String target = target(reference);
        int slash = target == null ? -1 : target.indexOf('/');
        if (target == null || slash < 0 || !isTypeName(target.substring(0, slash))) {
            return null;
        }
        return target.substring(0, slash);
    }

    /** Whether this could be the name of one of FHIR's resource types: ASCII letters, the first one upper-case. */
    static boolean isTypeName(String text) {
        if (text.isEmpty() || text.length() > 64 || text.charAt(0) < 'A' || text.charAt(0) > 'Z') {
            return false;
        }
        return text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }
}
