package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events in ArcSight's Common Event Format, {@code CEF:0|vendor|product|version|class|name|severity|key=value ...}
 * ("Implementing ArcSight Common Event Format", version 25).
 *
 * <p>The time is {@code start}, else {@code end}, else {@code rt}; one without a year or a zone is none, unless the
 * source or the command tells. The account is {@code suser}, else {@code suid}, else {@code duser}, else {@code duid}:
 * an event that knows one user only often calls it the destination's. The action is what {@code act},
 * {@code requestMethod} or the event's class say; what none of them says is OTHER. An outcome that is no word for a
 * failure is a success: nobody reads unseen by an odd one. {@code out} is what flowed to the source, so it is the
 * event's bytes. Custom fields, such as {@code cs1} with its {@code cs1Label}, are named like their label; a key or a
 * label that is a field's name is that field. A key that a mapping reads is read by the mapping alone.
 */
final class CefEvents implements RecordParser {

    private static final String PREFIX = "CEF:";
    private static final String LABEL = "Label";

    /** Vendor, product, version, class, name, severity; the version of the format stands before. */
    private static final int HEADER_FIELDS = 6;

    private static final int CLASS_FIELD = 3;
    private static final String SOURCE_V6 = "Source IPv6 Address";

    private final Mapping mapping;
    private final MappedFields mapped;
    private final List<String> header = new ArrayList<>();
    private final Map<String, String> standard = new LinkedHashMap<>();

    CefEvents(Mapping mapping) {
        this.mapping = mapping;
        this.mapped = new MappedFields(mapping);
    }

    /** True for a line that begins as events do. */
    static boolean isLikely(String line) {
        int at = PREFIX.length();
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        return line.startsWith(PREFIX) && at > PREFIX.length() && at < line.length() && line.charAt(at) == '|';
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (!isLikely(line)) {
            throw new Rejection(
                    Reason.NOT_CEF, "does not begin with CEF:0|; in syslog's envelopes the format is syslog:cef");
        }
        int extension = readHeader(line);
        int end = line.endsWith("\r") ? line.length() - 1 : line.length();
        Map<String, String> values = CefExtension.parse(line.substring(0, end), Math.min(extension, end));
        standard.clear();
        Map<String, Target> own = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String key = entry.getKey();
            String label = values.getOrDefault(key + LABEL, key);
            Target target = target(key, label);
            if (target != null) {
                own.put(key, target);
            } else if (!mapping.mentions(key) && !mapping.mentions(label)) {
                standard.put(key, entry.getValue());
            }
        }
        describe(draft);
        for (Map.Entry<String, Target> entry : own.entrySet()) {
            String value = values.getOrDefault(entry.getKey(), "");
            if (entry.getValue() instanceof Target.Known known) {
                draft.put(known.field(), value);
            } else if (entry.getValue() instanceof Target.Attribute attribute) {
                draft.subjects.put(attribute, value);
            }
        }
        if (!mapping.rules().isEmpty()) {
            mapped.read(new MappedRecord.Named(byLabel(values), false), draft);
        }
    }

    /** Custom fields by their labels, everything by its key. */
    private Map<String, String> byLabel(Map<String, String> values) throws Rejection {
        Map<String, String> named = new HashMap<>(values);
        Set<String> labels = new HashSet<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String label = values.get(entry.getKey() + LABEL);
            if (label != null && mapping.mentions(label)) {
                if (!labels.add(label)) {
                    throw new Rejection(Reason.DUPLICATE_FIELD, "a label that the mapping reads comes twice");
                }
                named.put(label, entry.getValue());
            }
        }
        return named;
    }

    /** The field that a key is named like, by its label where it has one; null where it is none, or mapped. */
    private @Nullable Target target(String key, String label) {
        // The words for an outcome are not Vigie's.
        if (key.equals(Field.OUTCOME.fieldName()) || mapping.mentions(key) || mapping.mentions(label)) {
            return null;
        }
        Target target = OwnFields.target(label);
        return target != null ? target : OwnFields.target(key);
    }

    /** Where the extension begins. */
    private int readHeader(String line) throws Rejection {
        header.clear();
        int from = line.indexOf('|') + 1;
        for (int at = from; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '|') {
                header.add(CefExtension.unescaped(line, from, at));
                from = at + 1;
                if (header.size() == HEADER_FIELDS) {
                    return from;
                }
            }
        }
        throw new Rejection(
                Reason.NOT_CEF,
                "the header breaks off, as in: CEF:0|vendor|product|version|class|name|severity|extension");
    }

    private void describe(Draft draft) throws Rejection {
        readTime(draft);
        draft.account = first("suser", "suid", "duser", "duid");
        draft.role = first("spriv");
        draft.sourceIp = first("src");
        if (draft.sourceIp == null && SOURCE_V6.equals(standard.get("c6a2" + LABEL))) {
            draft.sourceIp = first("c6a2");
        }
        String request = first("request");
        draft.resource = request == null ? first("filePath", "fname") : Http.path(request);
        draft.userAgent = first("requestClientApplication");
        draft.put(Field.BYTES, standard.getOrDefault("out", ""));
        String act = standard.getOrDefault("act", "").toLowerCase(Locale.ROOT);
        draft.action = action(act);
        String outcome = first("outcome");
        draft.outcome = outcome == null ? outcome(act) : outcome(outcome.toLowerCase(Locale.ROOT));
    }

    private void readTime(Draft draft) throws Rejection {
        String stated = null;
        for (String key : List.of("start", "end", "rt")) {
            String text = first(key);
            if (text != null) {
                stated = key;
                long millis = Times.ofCef(text, draft.zone, draft.latestMillis);
                if (millis != AccessEvent.UNKNOWN) {
                    draft.time(millis);
                    return;
                }
            }
        }
        if (stated != null && !draft.hasTime()) {
            throw Times.incomplete(stated, draft.zone);
        }
    }

    private Action action(String act) {
        Action action = named(act);
        if (action == null) {
            String method = first("requestMethod");
            action = method == null ? named(header.get(CLASS_FIELD).toLowerCase(Locale.ROOT)) : Http.action(method);
        }
        return action == null ? Action.OTHER : action;
    }

    /** The action that a word in lower case names, or null. */
    private static @Nullable Action named(String word) {
        for (Action action : Action.values()) {
            if (action.name().toLowerCase(Locale.ROOT).equals(word)) {
                return action;
            }
        }
        return switch (word) {
            case "view", "open", "get" -> Action.READ;
            case "query" -> Action.SEARCH;
            case "download", "copy" -> Action.EXPORT;
            case "write", "modify", "put", "patch" -> Action.UPDATE;
            case "add", "insert" -> Action.CREATE;
            case "remove" -> Action.DELETE;
            case "logon" -> Action.LOGIN;
            default -> null;
        };
    }

    private static Outcome outcome(String word) {
        if (Http.isStatus(word)) {
            return Http.outcome(Integer.parseInt(word));
        }
        return switch (word) {
            case "denied", "deny", "block", "blocked", "forbidden", "unauthorized", "refused", "rejected", "reject" ->
                Outcome.DENIED;
            case "failure", "failed", "fail", "error" -> Outcome.ERROR;
            default -> Outcome.SUCCESS;
        };
    }

    /** The value of the first of these keys that has one. */
    private @Nullable String first(String... keys) {
        for (String key : keys) {
            String value = standard.get(key);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }
}
