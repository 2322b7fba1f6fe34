package dev.vigie.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event's field as rules, CSV headers and JSON logs name it (lower-case, words joined by {@code _}). Each has one
 * kind, and so one way to be read. Most stand in the event; a derived one is computed from another and is for rules
 * alone: no log can set it, and no message carries it.
 */
public enum Field {
    ID(Kind.TEXT),
    OPERATOR(Kind.TEXT),
    ACCOUNT(Kind.TEXT),
    ROLE(Kind.TEXT),
    SESSION(Kind.TEXT),
    RESOURCE(Kind.TEXT),
    ACTION(Kind.TEXT),
    OUTCOME(Kind.TEXT),
    SRC_IP(Kind.TEXT),
    /** The source address's network, see {@link SourceNetwork}. */
    SRC_NETWORK(Kind.TEXT, true),
    USER_AGENT(Kind.TEXT),
    COUNTRY(Kind.TEXT),
    PURPOSE(Kind.TEXT),
    ASSIGNED(Kind.TEXT),
    CLAIMED_OPERATOR(Kind.TEXT),
    /** {@code weekday} or {@code weekend}, and the hour of the day in UTC, such as {@code weekday 07}. */
    HOUR(Kind.TEXT, true),
    TIME(Kind.NUMBER),
    INGESTED_AT(Kind.NUMBER),
    RECORD_COUNT(Kind.NUMBER),
    BYTES(Kind.NUMBER),
    SEQUENCE(Kind.NUMBER),
    /**
     * What an event told: the {@linkplain Sensitivity weights} of its data fields, for each person shown. Rules add it
     * up; it depends on the table that comes with them, and so {@link #number} does not know it.
     */
    SENSITIVITY(Kind.NUMBER, true),
    SUBJECT(Kind.TEXTS),
    FIELD(Kind.TEXTS);

    /** How a field's value is read: {@link #text}, {@link #number} or {@link #textAt}. */
    public enum Kind {
        TEXT,
        NUMBER,
        TEXTS
    }

    private static final Map<String, Field> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(Field::fieldName, f -> f));

    private final Kind kind;
    private final String fieldName;
    private final boolean derived;

    Field(Kind kind) {
        this(kind, false);
    }

    Field(Kind kind, boolean derived) {
        this.kind = kind;
        this.derived = derived;
        this.fieldName = name().toLowerCase(Locale.ROOT);
    }

    /** The field that a rule or a log calls {@code name}, or null where there is none. */
    public static @Nullable Field named(String name) {
        return BY_NAME.get(name);
    }

    public String fieldName() {
        return fieldName;
    }

    public Kind kind() {
        return kind;
    }

    /** True if the value follows from another field's, and so can come from no log. */
    public boolean isDerived() {
        return derived;
    }

    /** A {@link Kind#TEXT} field's value, or null where the event lacks it. */
    public @Nullable String text(AccessEvent event) {
        return switch (this) {
            case ID -> event.id();
            case OPERATOR -> event.operator();
            case ACCOUNT -> event.account();
            case ROLE -> event.role();
            case SESSION -> event.session();
            case RESOURCE -> event.resource();
            case ACTION -> event.action().name();
            case OUTCOME -> event.outcome().name();
            case SRC_IP -> event.sourceIp();
            case SRC_NETWORK -> event.sourceIp() == null ? null : SourceNetwork.of(event.sourceIp());
            case USER_AGENT -> event.userAgent();
            case COUNTRY -> event.country();
            case PURPOSE -> event.purpose();
            case ASSIGNED -> event.assigned() == null ? null : event.assigned().toString();
            case CLAIMED_OPERATOR -> event.claimedOperator();
            case HOUR -> WeekHour.of(event.timeMillis());
            case TIME, INGESTED_AT, RECORD_COUNT, BYTES, SEQUENCE, SENSITIVITY, SUBJECT, FIELD ->
                throw new IllegalStateException(fieldName + " is no text");
        };
    }

    /** A {@link Kind#NUMBER} field's value, or {@link AccessEvent#UNKNOWN} where the event lacks it. */
    public long number(AccessEvent event) {
        return switch (this) {
            case TIME -> event.timeMillis();
            case INGESTED_AT -> event.ingestedAtMillis();
            case RECORD_COUNT -> event.recordCount();
            case BYTES -> event.bytes();
            case SEQUENCE -> event.sequence();
            case SENSITIVITY -> throw new IllegalStateException(fieldName + " depends on a rule set's table");
            case ID,
                    OPERATOR,
                    ACCOUNT,
                    ROLE,
                    SESSION,
                    RESOURCE,
                    ACTION,
                    OUTCOME,
                    SRC_IP,
                    SRC_NETWORK,
                    USER_AGENT,
                    COUNTRY,
                    PURPOSE,
                    ASSIGNED,
                    CLAIMED_OPERATOR,
                    HOUR,
                    SUBJECT,
                    FIELD -> throw new IllegalStateException(fieldName + " is no number");
        };
    }

    /** How many values a {@link Kind#TEXTS} field has in this event. */
    public int textCount(AccessEvent event) {
        return this == SUBJECT ? event.subjects().size() : event.fields().size();
    }

    /** The value at {@code index} of a {@link Kind#TEXTS} field. */
    public String textAt(AccessEvent event, int index) {
        return this == SUBJECT
                ? event.subjects().get(index).id()
                : event.fields().get(index);
    }

    /** All names, in the order in which the documentation lists them. */
    public static List<String> names() {
        return Stream.of(values()).map(Field::fieldName).toList();
    }
}
