package dev.vigie.bench;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.List;
import java.util.stream.LongStream;

/** Events that are made one by one: reads of residence permits by a caseworker, as those of {@link Traffic} look. */
public final class Reads {

    private static final long INGEST_DELAY_MILLIS = 800;
    private static final long PERSON_MIN = 1_000_000_000L;
    private static final List<String> FIELDS = List.of("name", "birth_date", "nationality", "phone");

    private Reads() {}

    /**
     * One read.
     *
     * @param people numbers of those whose records are read
     */
    public static AccessEvent of(
            String id, long timeMillis, String operator, String account, String sourceIp, long... people) {
        return new AccessEvent(
                id,
                timeMillis,
                timeMillis + INGEST_DELAY_MILLIS,
                operator,
                account,
                "caseworker",
                "s-" + account,
                "residence-permits",
                Action.READ,
                Outcome.SUCCESS,
                LongStream.of(people)
                        .mapToObj(person -> Subject.of("FR" + (PERSON_MIN + person)))
                        .toList(),
                AccessEvent.UNKNOWN,
                1_000 + (people[0] & 0xFFF),
                FIELDS,
                sourceIp,
                "Caseworker/4.2 (Windows NT 10.0)",
                null,
                "case-" + people[0],
                true,
                AccessEvent.UNKNOWN,
                null);
    }
}
