package dev.vigie.ingest;

import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of Apache's and NCSA's common and combined access logs, such as {@code 192.0.2.7 - jdoe [31/Jan/2026:08:15:00
 * +0100] "GET /files/1?x=y HTTP/1.1" 200 512 "referer" "browser"}.
 *
 * <p>The account is the user who signed in, else the client's address; the resource is the path without its query. What
 * the client chooses (request, referer, user agent) never makes a line unreadable: a request that is none of HTTP's has
 * no resource and the action OTHER. A mapping may look at the {@linkplain #NAMES parts of a line}.
 */
final class CombinedEvents implements RecordParser {

    private static final String HOST = "host";
    private static final String USER = "user";
    private static final String REQUEST = "request";
    private static final String PATH = "path";
    private static final String STATUS = "status";
    private static final String USER_AGENT = "user_agent";

    /** What a mapping may look at; the request is all between its quotes, the path without its query. */
    static final List<String> NAMES = List.of(HOST, USER, REQUEST, PATH, STATUS, USER_AGENT);

    private final Mapping mapping;
    private final MappedFields mapped;

    CombinedEvents(Mapping mapping) {
        this.mapping = mapping;
        this.mapped = new MappedFields(mapping);
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        int hostEnd = require(indexOf(bytes, ' ', from, to), "no client address");
        int identEnd = require(indexOf(bytes, ' ', hostEnd + 1, to), "no identity");
        int bracket = require(openingBracket(bytes, identEnd + 1, to), "no [time]");
        int bracketEnd = require(indexOf(bytes, ']', bracket, to), "no [time]");
        draft.sourceIp = value(bytes, from, hostEnd);
        draft.account = value(bytes, identEnd + 1, bracket - 1);
        if (draft.account == null) {
            draft.account = draft.sourceIp;
        }
        draft.time(Times.ofCombined(text(bytes, bracket + 1, bracketEnd)));
        int request = bracketEnd + 3;
        if (request > to || bytes[request - 1] != '"') {
            throw notCombined("no \"request\"");
        }
        int requestEnd = require(closingQuote(bytes, request, to), "no end of the request");
        readRequest(bytes, request, requestEnd, draft);
        int status = requestEnd + 2;
        draft.outcome = outcome(bytes, status, to);
        int sizeEnd = endOfWord(bytes, status + 4, to);
        String size = status + 4 < sizeEnd ? value(bytes, status + 4, sizeEnd) : null;
        if (size != null) {
            draft.put(Field.BYTES, size);
        }
        readUserAgent(bytes, sizeEnd, to, draft);
        if (!mapping.rules().isEmpty()) {
            Map<String, String> values = new HashMap<>();
            put(HOST, draft.sourceIp, values);
            put(USER, value(bytes, identEnd + 1, bracket - 1), values);
            put(REQUEST, unescaped(bytes, request, requestEnd), values);
            put(PATH, draft.resource, values);
            put(STATUS, text(bytes, status, status + 3), values);
            put(USER_AGENT, draft.userAgent, values);
            mapped.read(new MappedRecord.Named(values, false), draft);
        }
    }

    private static void put(String name, @Nullable String value, Map<String, String> values) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** A user's name may contain spaces and brackets; a time begins with {@code [dd/}. */
    private static int openingBracket(byte[] bytes, int from, int to) {
        for (int i = from; i + 3 < to; i++) {
            if (bytes[i] == '[' && bytes[i - 1] == ' ' && bytes[i + 3] == '/') {
                return i;
            }
        }
        return -1;
    }

    private static void readRequest(byte[] bytes, int from, int to, Draft draft) {
        draft.action = Action.OTHER;
        int methodEnd = indexOf(bytes, ' ', from, to);
        if (methodEnd < 0 || !isMethod(bytes, from, methodEnd)) {
            return;
        }
        draft.action = Http.action(text(bytes, from, methodEnd));
        int pathEnd = methodEnd + 1;
        while (pathEnd < to && bytes[pathEnd] != ' ' && bytes[pathEnd] != '?' && bytes[pathEnd] != '#') {
            pathEnd++;
        }
        draft.resource = unescaped(bytes, methodEnd + 1, pathEnd);
    }

    private static boolean isMethod(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 'A' || bytes[i] > 'Z') {
                return false;
            }
        }
        return to > from;
    }

    private static Outcome outcome(byte[] bytes, int from, int to) throws Rejection {
        int end = endOfWord(bytes, from, to);
        if (end - from != 3 || !isDigit(bytes[from]) || !isDigit(bytes[from + 1]) || !isDigit(bytes[from + 2])) {
            throw notCombined("no status");
        }
        return Http.outcome(100 * (bytes[from] - '0') + 10 * (bytes[from + 1] - '0') + bytes[from + 2] - '0');
    }

    private static void readUserAgent(byte[] bytes, int sizeEnd, int to, Draft draft) {
        int referer = sizeEnd + 2;
        int refererEnd = referer < to && bytes[referer - 1] == '"' ? closingQuote(bytes, referer, to) : -1;
        int agent = refererEnd + 3;
        if (refererEnd < 0 || agent > to || bytes[agent - 1] != '"') {
            return;
        }
        // A line that breaks off within the last quotes has said all that matters.
        int agentEnd = closingQuote(bytes, agent, to);
        String text = unescaped(bytes, agent, agentEnd < 0 ? to : agentEnd);
        draft.userAgent = text.equals("-") ? null : text;
    }

    /** The quote that no backslash escapes, or -1. */
    private static int closingQuote(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                return i;
            }
        }
        return -1;
    }

    private static String unescaped(byte[] bytes, int from, int to) {
        String text = text(bytes, from, to);
        return text.indexOf('\\') < 0 ? text : text.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** Null for a hyphen, which stands for nothing. */
    private static @Nullable String value(byte[] bytes, int from, int to) {
        return to - from == 1 && bytes[from] == '-' ? null : text(bytes, from, to);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int endOfWord(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ' ' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int require(int index, String problem) throws Rejection {
        if (index < 0) {
            throw notCombined(problem);
        }
        return index;
    }

    private static Rejection notCombined(String problem) {
        return new Rejection(Reason.NOT_COMBINED, problem + ", as in: address - user [time] \"request\" status bytes");
    }
}
