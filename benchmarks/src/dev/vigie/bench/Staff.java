package dev.vigie.bench;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** The accounts of 40 operators by number, and what an event of each of them looks like. */
public final class Staff {

    static final int OPERATORS = 40;

    private static final long INGEST_DELAY_MILLIS = 800;

    private static final List<List<String>> FIELDS = List.of(
            List.of("name", "birth_date", "nationality", "phone"),
            List.of("name", "entry_date", "stay_reason", "email"),
            List.of("name", "address", "passport_no", "photo"));
    static final List<String> RESOURCES =
            List.of("residence-permits", "integration", "visa-applications", "family-files");
    private static final List<String> NATIONALITIES = List.of("AFG", "BRA", "DZA", "GIN", "MAR", "SYR", "TUN", "UKR");
    private static final List<String> AGENTS =
            List.of("Caseworker/4.2 (Windows NT 10.0)", "Caseworker/4.1 (Windows NT 10.0)");

    private final String[] operators = new String[OPERATORS];
    /** Filled as they come up: of millions, most never do. */
    private final String[] accounts;

    private final String[] addresses;
    private final long[] sequences = new long[OPERATORS];

    public Staff(int accounts) {
        this.accounts = new String[accounts];
        this.addresses = new String[accounts];
        for (int operator = 0; operator < OPERATORS; operator++) {
            operators[operator] = "operator-%02d".formatted(operator);
        }
    }

    public List<String> operators() {
        return List.of(operators);
    }

    /** As an alert of the account names its group: {@code operator/account}. */
    public String group(int account) {
        return operators[account % OPERATORS] + "/" + name(account);
    }

    private String name(int account) {
        String known = accounts[account];
        if (known == null) {
            known = "agent-%05d".formatted(account);
            accounts[account] = known;
        }
        return known;
    }

    private String address(int account) {
        String known = addresses[account];
        if (known == null) {
            known = "%d.%d.%d.%d"
                    .formatted(10 + (account >> 16), account % OPERATORS, (account >> 8) & 0xFF, account & 0xFF);
            addresses[account] = known;
        }
        return known;
    }

    /**
     * One event about one person.
     *
     * @param place its number among all events
     * @param subject the person's number
     */
    public AccessEvent event(
            SplittableRandom random, long place, long timeMillis, int account, long subject, Action action) {
        int operator = account % OPERATORS;
        String nationality = NATIONALITIES.get((int) (subject % NATIONALITIES.size()));
        return new AccessEvent(
                new UUID(random.nextLong(), place).toString(),
                timeMillis,
                timeMillis + INGEST_DELAY_MILLIS,
                operators[operator],
                name(account),
                "caseworker",
                "s-" + (place & 0xFFFF),
                RESOURCES.get(account % RESOURCES.size()),
                action,
                Outcome.SUCCESS,
                List.of(new Subject("FR" + (1_000_000_000L + subject), Map.of("nationality", nationality))),
                AccessEvent.UNKNOWN,
                1_000 + (subject & 0xFFF),
                FIELDS.get(account % FIELDS.size()),
                address(account),
                AGENTS.get(account % AGENTS.size()),
                null,
                "case-" + (1_000_000 + subject),
                true,
                sequences[operator]++,
                null);
    }
}
