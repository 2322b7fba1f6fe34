package dev.vigie.ingest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * pgAudit's records in a PostgreSQL server's log: {@code AUDIT: SESSION,33,1,READ,SELECT,TABLE,public.person,"select
 * ...",<none>} (pgAudit's documentation, "Format"), in any of the log's forms (see {@link PgMessage}).
 *
 * <p>The register is the object's qualified name behind the database's, {@code crm.public.person}; the database alone
 * where the log names no object, as without {@code pgaudit.log_relation}. The account is the session's user, whoever
 * works with it: an application's own users are not in this log. The event's id is session and line, where the log has
 * both.
 *
 * <p>How many rows a statement gave is only there with {@code pgaudit.log_rows}. Whose they are is only known of a
 * statement on one object that asks for one value of its key (see {@link SqlKey}), provided that a mapping says which
 * column is the key, as in {@code public.person.id = subject}. A statement is logged when it begins: the outcome is
 * SUCCESS for all that were allowed to begin.
 *
 * <p>Other messages of the server are no accesses and no candidates: they are passed over, as headers are. What cannot
 * be told to be another message is rejected.
 */
final class PgAuditEvents implements RecordParser {

    private static final int AUDIT_FIELDS = 9;
    private static final int PARAMETERS_MAX = 65_536;
    private static final List<String> AUDIT_TYPES = List.of("SESSION", "OBJECT");

    private final ObjectReader reader = JsonMapper.builder(JsonSyntax.factory())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    private final Mapping mapping;

    PgAuditEvents(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Cuts a log into messages: the rows of a csvlog, a jsonlog's lines, or plain ones with what continues them. */
    static Records cut(ByteWindow window, boolean inFile) {
        window.peek(1 << 10);
        int from = window.start();
        String start = new String(window.bytes(), from, Math.min(window.length(), 1 << 10), StandardCharsets.UTF_8);
        String first = start.stripLeading();
        if (first.startsWith("{")) {
            return new LineRecords(window);
        }
        return PgMessage.isCsv(first) ? new CsvRecords(window, ',', inFile) : new ContinuedLines(window, inFile);
    }

    /** True for a line that looks like a message of a csvlog, or a plain one of pgAudit. */
    static boolean isLikely(String line) {
        boolean auditing = line.contains(PgMessage.AUDIT + "SESSION,") || line.contains(PgMessage.AUDIT + "OBJECT,");
        if (PgMessage.isCsv(line)) {
            return auditing || line.chars().filter(c -> c == ',').count() >= AUDIT_FIELDS;
        }
        if (!auditing) {
            return false;
        }
        try {
            PgMessage.ofPlain(line);
            return true;
        } catch (Rejection e) {
            return false;
        }
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        PgMessage message = message(bytes, from, to);
        if (!message.text().startsWith(PgMessage.AUDIT)) {
            requireOther(message);
            draft.nothing = true;
            return;
        }
        draft.account = message.user();
        draft.sourceIp = message.client();
        draft.session = message.session();
        draft.userAgent = message.application();
        if (!message.time().isEmpty()) {
            draft.time(Times.ofPostgres(message.time(), draft.zone));
        }
        if (!message.session().isEmpty() && !message.line().isEmpty()) {
            draft.id = message.session() + ':' + message.line();
        }
        String audit = message.text().substring(PgMessage.AUDIT.length());
        describe(message.database(), QuotedCells.split(audit, AUDIT_FIELDS + 1), draft);
    }

    private PgMessage message(byte[] bytes, int from, int to) throws Rejection {
        if (bytes[from] == '{') {
            try {
                JsonNode log = reader.readTree(bytes, from, to - from);
                if (!log.has("message") || !log.has("error_severity")) {
                    throw new Rejection(Reason.NOT_PGAUDIT, "a jsonlog has message and error_severity");
                }
                return PgMessage.ofJson(log);
            } catch (IOException e) {
                throw JsonSyntax.rejection(e);
            }
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return PgMessage.isCsv(text) ? PgMessage.ofCsv(text) : PgMessage.ofPlain(text.stripTrailing());
    }

    /**
     * In plain lines a client's name for its program could end the prefix early, and hide an audit record behind it.
     */
    private static void requireOther(PgMessage message) throws Rejection {
        boolean plain = message.session().isEmpty();
        for (String type : AUDIT_TYPES) {
            if (plain && message.text().contains(PgMessage.AUDIT + type + ',')) {
                throw new Rejection(Reason.NOT_PGAUDIT, "another message, with what looks like an audit record in it");
            }
        }
    }

    private void describe(String database, List<String> audit, Draft draft) throws Rejection {
        if (audit.size() < AUDIT_FIELDS || !AUDIT_TYPES.contains(audit.get(0))) {
            throw new Rejection(
                    Reason.NOT_PGAUDIT,
                    audit.size() + " fields, where an audit record has 9 or 10, the first SESSION or OBJECT");
        }
        String object = audit.get(6);
        draft.resource = database.isEmpty() || object.isEmpty() ? database + object : database + '.' + object;
        draft.action = action(audit.get(3), audit.get(4));
        String rows = audit.size() > AUDIT_FIELDS ? audit.get(AUDIT_FIELDS) : "";
        String subject = rows.equals("0") || draft.action == Action.OTHER ? "" : subject(object, audit);
        // Records are counted where they are not named.
        if (subject.isEmpty()) {
            draft.put(Field.RECORD_COUNT, rows);
        } else {
            draft.subjects.add(subject);
        }
    }

    private String subject(String object, List<String> audit) throws Rejection {
        if (object.isEmpty()) {
            return "";
        }
        return SqlKey.find(audit.get(7), parameters(audit.get(8)), tableName(object), column -> isKey(object, column));
    }

    /** The name without its schema, and without the quotes that the server puts around unusual ones. */
    private static String tableName(String object) {
        String name = object.substring(object.lastIndexOf('.') + 1);
        return name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }

    private boolean isKey(String object, String column) {
        return mapping.target(object + '.' + column) instanceof Mapping.Known known && known.field() == Field.SUBJECT;
    }

    /** The parameters are a row of CSV in one field. */
    private static List<String> parameters(String field) throws Rejection {
        return field.startsWith("<") ? List.of() : QuotedCells.split(field, PARAMETERS_MAX);
    }

    /** PREPARE is of the class READ, but shows nothing; whoever executes it reads. */
    private static Action action(String statementClass, String command) {
        return switch (statementClass) {
            case "READ" ->
                switch (command) {
                    case "COPY" -> Action.EXPORT;
                    case "PREPARE" -> Action.OTHER;
                    default -> Action.READ;
                };
            case "WRITE" ->
                switch (command) {
                    case "INSERT", "COPY" -> Action.CREATE;
                    case "DELETE", "TRUNCATE", "TRUNCATE TABLE" -> Action.DELETE;
                    default -> Action.UPDATE;
                };
            default -> Action.OTHER;
        };
    }
}
