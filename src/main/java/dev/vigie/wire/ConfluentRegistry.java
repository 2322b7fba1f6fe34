package dev.vigie.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vigie.wire.RegistryException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registry that speaks Confluent's REST protocol: Confluent's own, Apicurio's {@code /apis/ccompat/v7}, Karapace.
 *
 * <p>Schemas by id never change, so they are kept; registering always asks, since a registry may have lost its memory.
 * An answer is hostile input: its size is bounded and its shape checked.
 */
public final class ConfluentRegistry implements SchemaRegistry {

    /** How many schemas are kept by id. */
    static final int SCHEMAS_MAX = 1_000;

    /**
     * How long an id that the registry does not have is taken for unknown: a stream of such messages must not become a
     * stream of requests.
     */
    static final long MISSING_MILLIS = 30_000;

    /** How much of the registry's own words is repeated. */
    private static final int MESSAGE_CHARACTERS_MAX = 500;

    private static final JsonMapper JSON = new JsonMapper();

    private final RegistrySettings settings;
    private final RegistryHttp http;
    private final InstantSource clock;
    private final Map<Integer, String> schemas = latestUsed();
    private final Map<Integer, Long> missingSinceMillis = latestUsed();

    /** @param clock tells when to ask again for an id that was missing */
    public ConfluentRegistry(RegistrySettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        http = new RegistryHttp(settings);
    }

    @Override
    public int register(String subject, String schema) throws RegistryException {
        JsonNode id = ask("POST", "/subjects/" + encode(subject) + "/versions", schemaBody(schema))
                .path("id");
        if (!id.canConvertToInt() || !id.isIntegralNumber() || id.intValue() < 0) {
            throw strange("it registered a schema without telling its id");
        }
        // What this process writes it can read, whatever becomes of the registry.
        schemas.put(id.intValue(), schema);
        return id.intValue();
    }

    @Override
    public String schemaById(int id) throws RegistryException {
        String known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Long missingSince = missingSinceMillis.get(id);
        if (missingSince != null && clock.millis() - missingSince < MISSING_MILLIS) {
            throw new RegistryException(Kind.NOT_FOUND, "not in the schema registry at " + settings.url());
        }
        JsonNode answer = askForSchema(id);
        if (!answer.path("schema").isTextual()) {
            throw strange("schema " + id + " has no text");
        }
        if (!"AVRO".equals(answer.path("schemaType").asText("AVRO"))) {
            throw new RegistryException(
                    Kind.NOT_FOUND, "schema " + id + " of " + settings.url() + " is not an Avro schema");
        }
        String schema = answer.path("schema").textValue();
        schemas.put(id, schema);
        return schema;
    }

    private JsonNode askForSchema(int id) throws RegistryException {
        try {
            return ask("GET", "/schemas/ids/" + id, null);
        } catch (RegistryException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                missingSinceMillis.put(id, clock.millis());
            }
            throw e;
        }
    }

    @Override
    public List<String> incompatibilities(String subject, String schema) throws RegistryException {
        String path = "/compatibility/subjects/" + encode(subject) + "/versions/latest?verbose=true";
        JsonNode answer;
        try {
            answer = ask("POST", path, schemaBody(schema));
        } catch (RegistryException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
        if (!answer.path("is_compatible").isBoolean()) {
            throw strange("it does not say whether the schema is compatible");
        }
        return answer.path("is_compatible").booleanValue() ? List.of() : reasons(answer);
    }

    @Override
    public void setCompatibility(String subject, Compatibility compatibility) throws RegistryException {
        String body = JSON.createObjectNode()
                .put("compatibility", compatibility.name())
                .toString();
        ask("PUT", "/config/" + encode(subject), body);
    }

    /** Confluent gives {@code messages}, Apicurio a {@code reason}. */
    private static List<String> reasons(JsonNode answer) {
        List<String> reasons = new ArrayList<>();
        answer.path("messages").forEach(message -> reasons.add(shorten(message.asText())));
        if (reasons.isEmpty()) {
            reasons.add(shorten(answer.path("reason").asText("the registry gives no reason")));
        }
        return List.copyOf(reasons);
    }

    private JsonNode ask(String method, String path, @Nullable String body) throws RegistryException {
        RegistryHttp.Answer answer = http.send(method, path, body);
        JsonNode json = parse(answer.body());
        if (answer.status() == 200) {
            if (!json.isObject()) {
                throw strange("it answers, but not with a JSON object");
            }
            return json;
        }
        throw failure(answer.status(), json);
    }

    private RegistryException failure(int status, JsonNode json) {
        String said = shorten(json.path("message").asText(""));
        String words = said.isEmpty() ? "" : ": " + said;
        return switch (status) {
            case 401, 403 ->
                new RegistryException(
                        Kind.REFUSED,
                        "the schema registry at " + settings.url() + " refuses "
                                + (settings.user() == null ? "access without a user" : "user " + settings.user())
                                + " (" + status + "): check registry.user and registry.password");
            case 404 -> notFound(json, words);
            case 409 ->
                new RegistryException(
                        Kind.INCOMPATIBLE,
                        "the schema breaks its subject's compatibility at " + settings.url() + words);
            case 422 ->
                new RegistryException(
                        Kind.INVALID_SCHEMA,
                        "the schema registry at " + settings.url() + " takes no such schema" + words);
            case 429 ->
                new RegistryException(
                        Kind.UNREACHABLE, "the schema registry at " + settings.url() + " is busy" + words);
            default -> {
                boolean serverError = status >= 500;
                yield new RegistryException(
                        serverError ? Kind.UNREACHABLE : Kind.MISCONFIGURED,
                        "the schema registry at " + settings.url() + " answers " + status + words
                                + (serverError ? "" : "; check registry.url"));
            }
        };
    }

    /** A registry names what it lacks by a code of its own, 404xx; any other web server just does not know the path. */
    private RegistryException notFound(JsonNode json, String words) {
        return json.path("error_code").asInt() / 100 == 404
                ? new RegistryException(Kind.NOT_FOUND, "not in the schema registry at " + settings.url() + words)
                : strange("it does not know the registry's paths");
    }

    private RegistryException strange(String what) {
        return new RegistryException(
                Kind.MISCONFIGURED,
                "what answers at " + settings.url() + " is no schema registry: " + what
                        + "; check registry.url (Apicurio's ends in /apis/ccompat/v7)");
    }

    private static <V> Map<Integer, V> latestUsed() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, V> eldest) {
                return size() > SCHEMAS_MAX;
            }
        });
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String schemaBody(String schema) {
        return JSON.createObjectNode().put("schema", schema).toString();
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** One printable line of the registry's words, since they end up in a terminal or a log. */
    private static String shorten(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MESSAGE_CHARACTERS_MAX ? line : line.substring(0, MESSAGE_CHARACTERS_MAX) + "...";
    }
}
