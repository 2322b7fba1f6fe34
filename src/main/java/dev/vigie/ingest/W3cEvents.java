package dev.vigie.ingest;

import dev.vigie.model.Action;
import dev.vigie.model.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Entries of W3C's extended log files, as web servers such as IIS write them: lines of values, below a directive
 * {@code #Fields:} that names them and holds until the next one (W3C working draft WD-logfile-960323; for IIS's
 * identifiers, Microsoft's "W3C logging").
 *
 * <p>Understood are {@code date} and {@code time}, which are UTC unless the source's zone is set, {@code cs-username},
 * {@code c-ip}, {@code cs-method}, {@code cs-uri-stem} or {@code cs-uri}, {@code sc-status}, {@code sc-bytes} and
 * {@code cs(User-Agent)}, what is named like a field of the event, and whatever a mapping gives a meaning. The account
 * is the user who signed in, else the client's address; action and outcome come from method and status as in
 * {@link CombinedEvents}. Values stay as written: IIS puts a plus sign in place of a space, and it cannot be told from
 * one that was a plus sign.
 *
 * <p>IIS puts nothing in quotes, the draft does. A client must not make its own lines unreadable by a stray quote, so a
 * line that has as many words as there are fields is cut at its spaces alone.
 */
final class W3cEvents implements RecordParser {

    static final String FIELDS = "#Fields:";

    private static final int FIELDS_MAX = 256;

    /** All that the draft knows; a user's name that begins with a number sign is none of them. */
    private static final List<String> DIRECTIVES =
            List.of(FIELDS, "#Version:", "#Software:", "#Date:", "#Start-Date:", "#End-Date:", "#Remark:");

    private final MappedFields mapped;
    private final List<String> initialFields;
    private final Map<String, String> values = new HashMap<>();
    private List<String> names = List.of();

    /**
     * @param mapping its columns are the fields of the lines above which no directive stands; where it has none, one
     *     must
     */
    W3cEvents(Mapping mapping) {
        this.mapped = new MappedFields(mapping);
        this.initialFields = mapping.columns();
        begin();
    }

    @Override
    public void begin() {
        names = usable(initialFields);
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (line.startsWith("#")) {
            readDirective(line);
            draft.nothing = true;
            return;
        }
        if (names.isEmpty()) {
            throw new Rejection(
                    Reason.NOT_W3C,
                    "no usable " + FIELDS + " directive above, which names 1 to " + FIELDS_MAX + " fields, each once");
        }
        readValues(line);
        describe(draft);
    }

    private void readDirective(String line) throws Rejection {
        for (String directive : DIRECTIVES) {
            if (line.startsWith(directive)) {
                if (directive.equals(FIELDS)) {
                    names = usable(words(line.substring(FIELDS.length())));
                }
                return;
            }
        }
        throw new Rejection(Reason.NOT_W3C, "begins with # and is none of the directives");
    }

    /** Identifiers, of which those that are no header's name are the same in any case; none, if they cannot be. */
    private static List<String> usable(List<String> identifiers) {
        Set<String> once = new HashSet<>();
        for (String identifier : identifiers) {
            if (!once.add(identifier.toLowerCase(Locale.ROOT)) || once.size() > FIELDS_MAX) {
                return List.of();
            }
        }
        return List.copyOf(identifiers);
    }

    private void readValues(String line) throws Rejection {
        List<String> words = words(line);
        if (words.size() != names.size()) {
            words = quotedWords(line);
        }
        if (words.size() != names.size()) {
            throw new Rejection(
                    Reason.NOT_W3C, words.size() + " values, where " + FIELDS + " names " + names.size() + " fields");
        }
        values.clear();
        for (int i = 0; i < words.size(); i++) {
            String value = unquoted(words.get(i));
            if (!value.equals("-") && !value.isEmpty()) {
                values.put(names.get(i).toLowerCase(Locale.ROOT), value);
            }
        }
    }

    private void describe(Draft draft) throws Rejection {
        String date = values.get("date");
        String time = values.get("time");
        if (date != null && time != null) {
            draft.put(Field.TIME, date + 'T' + time + (draft.zone == null ? "Z" : ""));
        }
        draft.sourceIp = values.get("c-ip");
        draft.account = values.getOrDefault("cs-username", draft.sourceIp);
        draft.userAgent = values.get("cs(user-agent)");
        String method = values.get("cs-method");
        draft.action = method == null ? Action.OTHER : Http.action(method);
        String uri = values.getOrDefault("cs-uri-stem", values.get("cs-uri"));
        draft.resource = uri == null ? null : Http.path(uri);
        String status = values.get("sc-status");
        if (status != null) {
            if (!Http.isStatus(status)) {
                throw new Rejection(Reason.BAD_VALUE, "sc-status must have three digits");
            }
            draft.outcome = Http.outcome(Integer.parseInt(status));
        }
        draft.put(Field.BYTES, values.getOrDefault("sc-bytes", ""));
        for (String name : names) {
            String value = values.get(name.toLowerCase(Locale.ROOT));
            if (value != null) {
                putOwn(name, value, draft);
            }
        }
        mapped.read(new MappedRecord.Named(values, true), draft);
    }

    private static void putOwn(String name, String value, Draft draft) throws Rejection {
        Target target = OwnFields.target(name);
        // The draft's own identifiers are not Vigie's fields of the same name.
        if (name.equals("time")) {
            return;
        }
        if (target instanceof Target.Known known) {
            draft.put(known.field(), value);
        } else if (target instanceof Target.Attribute attribute) {
            draft.subjects.put(attribute, value);
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                words.add(text.substring(at, end));
            }
            at = end + 1;
        }
        return words;
    }

    /** The same, but spaces within quotes do not separate; none where a quote stays open. */
    private static List<String> quotedWords(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            boolean quoted = false;
            while (end < text.length() && (quoted || !isSpace(text.charAt(end)))) {
                // Two quotes within quotes stand for one: they close and open again.
                quoted ^= text.charAt(end) == '"';
                end++;
            }
            if (quoted) {
                return List.of();
            }
            if (end > at) {
                words.add(text.substring(at, end));
            }
            at = end + 1;
        }
        return words;
    }

    private static String unquoted(String word) {
        if (word.length() < 2 || !word.startsWith("\"") || !word.endsWith("\"")) {
            return word;
        }
        return word.substring(1, word.length() - 1).replace("\"\"", "\"");
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
