package dev.vigie.bench;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A day of events in the order of their times, from a seed: ordinary work that stays below every built-in limit, and
 * one extraction after the other. Much simpler than {@code dev.vigie.simulate}, and fast enough not to be what is
 * measured.
 *
 * <p>Each of 20,000 accounts has a caseload of 100 people of its own, 2 million in all, of which it works on 20 in an
 * hour: however busy, it sees at most 40 within any hour and 100 within the day. In each of 36 stretches of 40 minutes
 * one account also reads 300 strangers in a row.
 */
public final class Traffic {

    public static final int ACCOUNTS = 20_000;
    public static final int OPERATORS = 40;
    public static final int SUBJECTS = 2_000_000;
    public static final int EXTRACTIONS = 36;

    /** Below it an extraction would not find room in its stretch. */
    public static final int EVENTS_MIN = 25_000;

    private static final int CASELOAD = SUBJECTS / ACCOUNTS;
    private static final int CASES_PER_HOUR = 20;
    private static final int PEOPLE_PER_EXTRACTION = 300;
    /** Those who extract are neither the busiest nor the idlest. */
    private static final int THIEF_FIRST = 400;

    private static final int THIEF_STEP = 500;

    /** Monday 5 January 2026: in the past of every clock, as no event is skewed. */
    private static final long START_MILLIS = 1_767_571_200_000L;

    private static final long DAY_MILLIS = 86_400_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long INGEST_DELAY_MILLIS = 800;

    private static final List<List<String>> FIELDS = List.of(
            List.of("name", "birth_date", "nationality", "phone"),
            List.of("name", "entry_date", "stay_reason", "email"),
            List.of("name", "address", "passport_no", "photo"));
    private static final List<String> RESOURCES =
            List.of("residence-permits", "integration", "visa-applications", "family-files");
    private static final List<String> NATIONALITIES = List.of("AFG", "BRA", "DZA", "GIN", "MAR", "SYR", "TUN", "UKR");
    private static final List<String> AGENTS =
            List.of("Caseworker/4.2 (Windows NT 10.0)", "Caseworker/4.1 (Windows NT 10.0)");

    private final long events;
    private final SplittableRandom random;
    private final Zipf zipf = new Zipf(ACCOUNTS);
    private final String[] operators = new String[OPERATORS];
    private final String[] accounts = new String[ACCOUNTS];
    private final String[] addresses = new String[ACCOUNTS];
    private final long[] sequences = new long[OPERATORS];
    private long index;

    public Traffic(long events, long seed) {
        this.events = events;
        this.random = new SplittableRandom(seed);
        for (int operator = 0; operator < OPERATORS; operator++) {
            operators[operator] = "operator-%02d".formatted(operator);
        }
        for (int account = 0; account < ACCOUNTS; account++) {
            accounts[account] = "agent-%05d".formatted(account);
            addresses[account] = "10.%d.%d.%d".formatted(account % OPERATORS, account >> 8, account & 0xFF);
        }
    }

    public List<String> operators() {
        return List.of(operators);
    }

    public boolean hasNext() {
        return index < events;
    }

    public AccessEvent next() {
        long place = index++;
        int extraction = (int) (place * EXTRACTIONS / events);
        long stretch = events / EXTRACTIONS;
        long begin = (extraction * events + EXTRACTIONS - 1) / EXTRACTIONS;
        long step = stretch / PEOPLE_PER_EXTRACTION;
        long stranger = (place - begin) / step;
        if ((place - begin) % step == 0 && stranger < PEOPLE_PER_EXTRACTION) {
            int thief = THIEF_FIRST + extraction * THIEF_STEP;
            long subject = (thief + 1L) * CASELOAD + stranger;
            return event(place, thief, subject, Action.READ);
        }
        int account = zipf.next(random);
        long hour = timeMillis(place) / HOUR_MILLIS;
        long slot = (hour * CASES_PER_HOUR + random.nextInt(CASES_PER_HOUR)) % CASELOAD;
        Action action = switch (random.nextInt(16)) {
            case 0 -> Action.SEARCH;
            case 1 -> Action.UPDATE;
            default -> Action.READ;
        };
        return event(place, account, (long) account * CASELOAD + slot, action);
    }

    private long timeMillis(long place) {
        return START_MILLIS + place * DAY_MILLIS / events;
    }

    private AccessEvent event(long place, int account, long subject, Action action) {
        int operator = account % OPERATORS;
        long timeMillis = timeMillis(place);
        String nationality = NATIONALITIES.get((int) (subject % NATIONALITIES.size()));
        return new AccessEvent(
                new UUID(random.nextLong(), place).toString(),
                timeMillis,
                timeMillis + INGEST_DELAY_MILLIS,
                operators[operator],
                accounts[account],
                "caseworker",
                "s-" + (place & 0xFFFF),
                RESOURCES.get(account % RESOURCES.size()),
                action,
                Outcome.SUCCESS,
                List.of(new Subject("FR" + (1_000_000_000L + subject), Map.of("nationality", nationality))),
                AccessEvent.UNKNOWN,
                1_000 + (subject & 0xFFF),
                FIELDS.get(account % FIELDS.size()),
                addresses[account],
                AGENTS.get(account % AGENTS.size()),
                null,
                "case-" + (1_000_000 + subject),
                true,
                sequences[operator]++,
                null);
    }
}
