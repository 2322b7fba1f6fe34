package dev.vigie.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One access to one register: who did what to whose records, when, from where. The shape of
 * {@code schemas/access-event.avsc}.
 *
 * @param id unique among the account's events; from the log, or from the log's identity and position where the log has
 *     none
 * @param timeMillis when it happened by the operator's clock, epoch milliseconds in [{@link #TIME_MILLIS_MIN},
 *     {@link #TIME_MILLIS_MAX})
 * @param ingestedAtMillis the broker's append time of the log line, epoch milliseconds, or {@link #UNKNOWN} where there
 *     was no broker
 * @param operator the organisation that the account belongs to, 1 to {@value #NAME_LENGTH_MAX} characters
 * @param account the account, unique within the operator, 1 to {@value #NAME_LENGTH_MAX} characters
 * @param role the account's role or trade
 * @param session the session or shift
 * @param resource the register or module that was read
 * @param action what was done
 * @param outcome how it ended
 * @param subjects whose records; empty where the log names nobody; at most {@value #SUBJECTS_MAX}
 * @param recordCount how many records the log counted, at least 0, or {@link #UNKNOWN}
 * @param bytes how much was sent, at least 0, or {@link #UNKNOWN}
 * @param fields the data fields that were shown; at most {@value #FIELDS_MAX}
 * @param sourceIp the source address as the log wrote it
 * @param userAgent the client program
 * @param country where the log says that the access came from: an ISO 3166 alpha-2 code, which is made upper-case, or
 *     whatever text the log has
 * @param purpose the purpose or case id that the account stated
 * @param assigned whether all subjects are assigned to this operator; null where neither the log says so nor anybody
 * @param sequence the sender's sequence number, at least 0, or {@link #UNKNOWN}
 * @param claimedOperator the operator that the payload named where it differs from the one that the log arrived by
 * @param historic whether it came by a source of past logs, to be learnt from: its alerts are of the past
 */
public record AccessEvent(
        String id,
        long timeMillis,
        long ingestedAtMillis,
        String operator,
        String account,
        @Nullable String role,
        @Nullable String session,
        @Nullable String resource,
        Action action,
        Outcome outcome,
        List<Subject> subjects,
        long recordCount,
        long bytes,
        List<String> fields,
        @Nullable String sourceIp,
        @Nullable String userAgent,
        @Nullable String country,
        @Nullable String purpose,
        @Nullable Boolean assigned,
        long sequence,
        @Nullable String claimedOperator,
        boolean historic) {

    /** Stands for a number that the log does not give. */
    public static final long UNKNOWN = -1;

    /** 1990-01-01T00:00:00Z: anything earlier is a clock that was never set. */
    public static final long TIME_MILLIS_MIN = 631_152_000_000L;

    /** 2100-01-01T00:00:00Z. */
    public static final long TIME_MILLIS_MAX = 4_102_444_800_000L;

    public static final int NAME_LENGTH_MAX = 512;
    /** Of every other text: so that what an episode keeps of an event is bounded, and keys can be joined by NUL. */
    public static final int TEXT_LENGTH_MAX = 4_096;

    public static final int SUBJECTS_MAX = 100_000;
    public static final int FIELDS_MAX = 1_024;

    public AccessEvent {
        checkName("id", id);
        checkName("operator", operator);
        checkName("account", account);
        if (timeMillis < TIME_MILLIS_MIN || timeMillis >= TIME_MILLIS_MAX) {
            throw new IllegalArgumentException("time must lie between 1990 and 2099");
        }
        checkText("role", role);
        checkText("session", session);
        checkText("resource", resource);
        checkText("src_ip", sourceIp);
        checkText("user_agent", userAgent);
        checkText("country", country);
        checkText("purpose", purpose);
        checkText("claimed_operator", claimedOperator);
        fields.forEach(field -> checkText("field", field));
        checkCount("ingestedAt", ingestedAtMillis);
        checkCount("record_count", recordCount);
        checkCount("bytes", bytes);
        checkCount("sequence", sequence);
        if (subjects.size() > SUBJECTS_MAX) {
            throw new IllegalArgumentException("more than " + SUBJECTS_MAX + " subjects in one event");
        }
        if (fields.size() > FIELDS_MAX) {
            throw new IllegalArgumentException("more than " + FIELDS_MAX + " fields in one event");
        }
        country = upperCaseCode(country);
        subjects = List.copyOf(subjects);
        fields = List.copyOf(fields);
    }

    /** An event of the present. */
    public AccessEvent(
            String id,
            long timeMillis,
            long ingestedAtMillis,
            String operator,
            String account,
            @Nullable String role,
            @Nullable String session,
            @Nullable String resource,
            Action action,
            Outcome outcome,
            List<Subject> subjects,
            long recordCount,
            long bytes,
            List<String> fields,
            @Nullable String sourceIp,
            @Nullable String userAgent,
            @Nullable String country,
            @Nullable String purpose,
            @Nullable Boolean assigned,
            long sequence,
            @Nullable String claimedOperator) {
        this(
                id,
                timeMillis,
                ingestedAtMillis,
                operator,
                account,
                role,
                session,
                resource,
                action,
                outcome,
                subjects,
                recordCount,
                bytes,
                fields,
                sourceIp,
                userAgent,
                country,
                purpose,
                assigned,
                sequence,
                claimedOperator,
                false);
    }

    /** The same event from a source of past logs. */
    public AccessEvent ofThePast() {
        return with(timeMillis, assigned, true);
    }

    /** The same event where somebody else than the log knows whether its subjects are assigned. */
    public AccessEvent withAssigned(boolean newAssigned) {
        return with(timeMillis, newAssigned, historic);
    }

    /** The same event at another time, such as that at which it counts, or the nearest that an event may have. */
    public AccessEvent at(long newTimeMillis) {
        long nearestMillis = Math.max(TIME_MILLIS_MIN, Math.min(newTimeMillis, TIME_MILLIS_MAX - 1));
        return with(nearestMillis, assigned, historic);
    }

    private AccessEvent with(long newTimeMillis, @Nullable Boolean newAssigned, boolean newHistoric) {
        return new AccessEvent(
                id,
                newTimeMillis,
                ingestedAtMillis,
                operator,
                account,
                role,
                session,
                resource,
                action,
                outcome,
                subjects,
                recordCount,
                bytes,
                fields,
                sourceIp,
                userAgent,
                country,
                purpose,
                newAssigned,
                sequence,
                claimedOperator,
                newHistoric);
    }

    private static void checkName(String field, String value) {
        if (value.isEmpty() || value.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException(field + " must have 1 to " + NAME_LENGTH_MAX + " characters");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(field + " must not contain a NUL character");
        }
    }

    private static void checkText(String field, @Nullable String value) {
        if (value != null && (value.length() > TEXT_LENGTH_MAX || value.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    field + " must have at most " + TEXT_LENGTH_MAX + " characters, none of them NUL");
        }
    }

    private static void checkCount(String field, long value) {
        if (value < UNKNOWN) {
            throw new IllegalArgumentException(field + " must not be negative");
        }
    }

    private static @Nullable String upperCaseCode(@Nullable String country) {
        if (country == null || country.length() != 2 || !isLetter(country.charAt(0)) || !isLetter(country.charAt(1))) {
            return country;
        }
        return country.toUpperCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** True if this event showed records to the account: a successful READ, SEARCH, LIST, EXPORT or PRINT. */
    public boolean exposes() {
        return outcome == Outcome.SUCCESS && action.exposes();
    }
}
