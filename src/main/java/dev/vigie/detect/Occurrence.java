package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a group at one moment, as far as measures and episodes look at it: an event of an account, or what
 * of it reaches the groups above.
 */
sealed interface Occurrence permits EventOccurrence, GroupOccurrence {

    /** When it counts: the event's time, or its ingestion's where the event claims to come from the future. */
    long timeMillis();

    Origin origin();

    String operator();

    String account();

    /** Both together: how accounts are named where those of several operators meet. */
    default String accountName() {
        return Episode.nameOf(this);
    }

    /** The account's role; null where the log names none, and above the account. */
    @Nullable
    String role();

    /** Tells events apart: a keyed hash of the event's id. */
    long eventHash();

    /** How many values the event has in {@code field}; 0 where it lacks the field. */
    int valueCount(Field field);

    /** Keyed hash of the value at {@code index}. */
    long valueHash(Field field, int index);

    /** Hash of what {@code facet}, one of subjects, tells of the subject at {@code index}. */
    long told(Facet facet, int index);

    /** True if the event's id came before with other content. */
    boolean isIdReused();

    /** When the event was taken in, or {@link AccessEvent#UNKNOWN}. */
    long ingestedAtMillis();

    /** When the event was appended to its topic; {@link AccessEvent#UNKNOWN} where nobody asks. */
    long appendedMillis();

    /** When what tells a group above the account of the event arrived, or {@link AccessEvent#UNKNOWN}. */
    long arrivedMillis();

    /** A number field's value, or {@link AccessEvent#UNKNOWN} where the event lacks it. */
    long number(Field field);

    /** What kind of exposure the event was; null if it showed nothing. */
    @Nullable
    Exposure exposure();

    @Nullable
    String resource();

    @Nullable
    String sourceIp();

    List<String> fieldsRead();

    Evidence evidence(SubjectHash subjectHash);
}
