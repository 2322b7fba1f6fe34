package dev.vigie.stream;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Utils;

/** A day of some sixty accounts of four operators, five of which take what they should not; from a seed. */
final class Story {

    static final List<String> OPERATORS = List.of("alpha", "beta", "gamma", "delta");

    private static final long BEGIN_MILLIS = 1_765_785_600_000L;
    private static final long THREE_DAYS_MILLIS = 3 * 86_400_000L;
    private static final int ACCOUNTS = 60;
    private static final int THIEVES = 5;

    private Story() {}

    /** Events in order of arrival: now and then one repeats an earlier one, or comes minutes late. */
    static List<AccessEvent> events(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AccessEvent> events = new ArrayList<>();
        long nowMillis = BEGIN_MILLIS;
        for (int i = 0; i < count; i++) {
            nowMillis += random.nextLong(1, 8_000);
            int dice = random.nextInt(100);
            if (dice < 2 && i > 50) {
                events.add(events.get(events.size() - 1 - random.nextInt(50)));
            } else {
                int account = random.nextInt(3) == 0 ? random.nextInt(THIEVES) : random.nextInt(ACCOUNTS);
                long timeMillis = dice < 8 ? nowMillis - random.nextLong(300_000) : nowMillis;
                int people = account < THIEVES ? 100_000 : 12;
                String subject = "person-" + account + "-" + random.nextInt(people);
                events.add(read("event-" + i, timeMillis, account, subject));
            }
        }
        return events;
    }

    private static AccessEvent read(String id, long timeMillis, int account, String subject) {
        return event(
                id,
                timeMillis,
                OPERATORS.get(account % OPERATORS.size()),
                "account-" + account,
                Action.READ,
                List.of(Subject.of(subject)));
    }

    static AccessEvent event(
            String id, long timeMillis, String operator, String account, Action action, List<Subject> subjects) {
        return new AccessEvent(
                id,
                timeMillis,
                AccessEvent.UNKNOWN,
                operator,
                account,
                null,
                null,
                "register-1",
                action,
                Outcome.SUCCESS,
                subjects,
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of("name"),
                "192.0.2.1",
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }

    /**
     * For every operator and every partition one event, dated three days after the last: by these clocks every episode
     * has ended.
     */
    static List<AccessEvent> sentinels(List<AccessEvent> events, int partitions) {
        long lastMillis =
                events.stream().mapToLong(AccessEvent::timeMillis).max().orElseThrow();
        List<AccessEvent> sentinels = new ArrayList<>();
        for (String operator : OPERATORS) {
            for (int partition = 0; partition < partitions; partition++) {
                sentinels.add(sentinel(operator, partition, partitions, lastMillis + THREE_DAYS_MILLIS));
            }
        }
        return sentinels;
    }

    private static AccessEvent sentinel(String operator, int partition, int partitions, long timeMillis) {
        for (int i = 0; ; i++) {
            AccessEvent event =
                    event("sentinel", timeMillis, operator, "sentinel-" + partition + "-" + i, Action.LOGIN, List.of());
            if (Utils.toPositive(Utils.murmur2(EventKey.of(event))) % partitions == partition) {
                return event;
            }
        }
    }
}
