package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event that a parser is filling in. One serves all records of a log. An empty text is the same as none. */
final class Draft {

    /** Of times that state none; null where they must state one. */
    final @Nullable ZoneId zone;

    /** The latest that a time can mean which states no year; or unknown. */
    long latestMillis = AccessEvent.UNKNOWN;

    @Nullable
    String id;

    @Nullable
    String operator;

    @Nullable
    String account;

    @Nullable
    String role;

    @Nullable
    String session;

    @Nullable
    String resource;

    @Nullable
    Action action;

    Outcome outcome = Outcome.SUCCESS;

    @Nullable
    String sourceIp;

    @Nullable
    String userAgent;

    @Nullable
    String country;

    @Nullable
    String purpose;

    @Nullable
    Boolean assigned;

    /** Whether {@link #operator} says on whose behalf the log was written, so that it can contradict the topic. */
    boolean operatorIsClaim = true;

    /** Whether the record is no candidate, as a header is none: it is passed over, and does not count as received. */
    boolean nothing;

    final SubjectsDraft subjects = new SubjectsDraft();

    private long timeMillis;
    private long recordCount;
    private long bytes;
    private long sequence;
    private final List<String> fields = new ArrayList<>();

    /** @param zone of times that state none, or null */
    Draft(@Nullable ZoneId zone) {
        this.zone = zone;
    }

    void clear() {
        id = null;
        operator = null;
        account = null;
        role = null;
        session = null;
        resource = null;
        action = null;
        outcome = Outcome.SUCCESS;
        sourceIp = null;
        userAgent = null;
        country = null;
        purpose = null;
        assigned = null;
        operatorIsClaim = true;
        nothing = false;
        timeMillis = AccessEvent.UNKNOWN;
        recordCount = AccessEvent.UNKNOWN;
        bytes = AccessEvent.UNKNOWN;
        sequence = AccessEvent.UNKNOWN;
        subjects.clear();
        fields.clear();
    }

    /** Sets a field from text, if there is any. Several subjects or fields are separated by a semicolon. */
    void put(Field field, @Nullable String text) throws Rejection {
        if (text == null || text.isEmpty()) {
            return;
        }
        switch (field) {
            case ID -> id = text;
            case OPERATOR -> operator = text;
            case ACCOUNT -> account = text;
            case ROLE -> role = text;
            case SESSION -> session = text;
            case RESOURCE -> resource = text;
            case ACTION -> action = Texts.constant("action", text, Action.values());
            case OUTCOME -> outcome = Texts.constant("outcome", text, Outcome.values());
            case SRC_IP -> sourceIp = text;
            case USER_AGENT -> userAgent = text;
            case COUNTRY -> country = text;
            case PURPOSE -> purpose = text;
            case ASSIGNED -> assigned = truth(text);
            case TIME -> timeMillis = Times.ofText(text, zone);
            case RECORD_COUNT, BYTES, SEQUENCE -> put(field, count(field, text));
            case SUBJECT -> subjects.addAll(text);
            case FIELD -> {
                for (String part : text.split(";", -1)) {
                    addField(part.strip());
                }
            }
            case CLAIMED_OPERATOR, INGESTED_AT, SRC_NETWORK, HOUR, SENSITIVITY -> throw setByVigie(field);
        }
    }

    /** Sets a field from a number. */
    void put(Field field, long number) throws Rejection {
        if (number < 0 && field != Field.TIME) {
            throw new Rejection(Reason.BAD_VALUE, field.fieldName() + " must not be negative");
        }
        switch (field) {
            case TIME -> timeMillis = Times.ofMillis(number);
            case RECORD_COUNT -> recordCount = number;
            case BYTES -> bytes = number;
            case SEQUENCE -> sequence = number;
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
                    INGESTED_AT,
                    HOUR,
                    SENSITIVITY,
                    SUBJECT,
                    FIELD -> throw new IllegalArgumentException(field.fieldName() + " is no number");
        }
    }

    /** Sets the time, in place of one that was set before, such as the envelope's. */
    void time(long millis) {
        timeMillis = millis;
    }

    boolean hasTime() {
        return timeMillis != AccessEvent.UNKNOWN;
    }

    void addField(String name) throws Rejection {
        if (fields.size() == AccessEvent.FIELDS_MAX) {
            throw new Rejection(Reason.BAD_VALUE, "more than " + AccessEvent.FIELDS_MAX + " fields in one event");
        }
        if (!name.isEmpty()) {
            fields.add(Texts.description(name));
        }
    }

    /**
     * The event that was filled in.
     *
     * @param topicOperator who may write to the topic; null for a file, whose records are believed
     * @param fallbackOperator whose log it is where neither says so; null where nobody knows
     * @param number which member of what {@code idPrefix} identifies; 0 if it is all of it. Together the id of an event
     *     whose log gives none
     */
    AccessEvent event(
            @Nullable String topicOperator,
            @Nullable String fallbackOperator,
            String idPrefix,
            long number,
            long ingestedAtMillis)
            throws Rejection {
        String own = orNull(operator);
        String counted = topicOperator != null ? topicOperator : own != null ? own : fallbackOperator;
        boolean contradicts = operatorIsClaim && own != null && !own.equals(counted);
        if (timeMillis == AccessEvent.UNKNOWN) {
            throw missing(Field.TIME);
        }
        try {
            return new AccessEvent(
                    id(idPrefix, number),
                    timeMillis,
                    ingestedAtMillis,
                    name(Field.OPERATOR, counted),
                    name(Field.ACCOUNT, account),
                    describe(role),
                    describe(session),
                    describe(resource),
                    required(Field.ACTION, action),
                    outcome,
                    subjects.toList(),
                    recordCount,
                    bytes,
                    fields,
                    describe(sourceIp),
                    describe(userAgent),
                    describe(country),
                    describe(purpose),
                    assigned,
                    sequence,
                    contradicts ? describe(own) : null);
        } catch (IllegalArgumentException e) {
            throw new Rejection(Reason.BAD_VALUE, String.valueOf(e.getMessage()));
        }
    }

    private String id(String idPrefix, long number) throws Rejection {
        if (orNull(id) != null) {
            return name(Field.ID, id);
        }
        return number == 0 ? idPrefix : idPrefix + ':' + number;
    }

    private static String name(Field field, @Nullable String text) throws Rejection {
        return Texts.name(field.fieldName(), required(field, orNull(text)));
    }

    private static <T> T required(Field field, @Nullable T value) throws Rejection {
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    private static Rejection missing(Field field) {
        return new Rejection(Reason.MISSING_FIELD, "no " + field.fieldName());
    }

    static Rejection setByVigie(Field field) {
        return new Rejection(Reason.UNKNOWN_FIELD, field.fieldName() + " is Vigie's own and cannot come from a log");
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable String describe(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Texts.description(text);
    }

    private static boolean truth(String text) throws Rejection {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new Rejection(Reason.BAD_VALUE, "assigned must be true or false");
    }

    private static long count(Field field, String text) throws Rejection {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Rejection(Reason.BAD_VALUE, field.fieldName() + " must be a whole number below 2^63");
        }
    }
}
