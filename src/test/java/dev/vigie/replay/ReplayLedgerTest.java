package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Verdict.Fate;
import dev.vigie.model.AccessEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayLedgerTest {

    private static final long HOUR_MILLIS = 3_600_000;
    private static final List<Fate> FATES = List.of(Fate.values());

    @Test
    void add_partsWithMoreOperatorsThanAreToldApart_isWhatOneWouldHave() throws IOException {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        List<ReplayLedger> parts =
                Stream.generate(() -> new ReplayLedger("us")).limit(3).toList();
        ReplayLedger one = new ReplayLedger("us");
        for (int i = 0; i < 3 * ReplayLedger.OPERATORS_MAX; i++) {
            AccessEvent event = event(i, random.nextInt(ReplayLedger.OPERATORS_MAX * 3 / 2), random.nextInt(48));
            Fate fate = FATES.get(random.nextInt(FATES.size()));
            parts.get(random.nextInt(parts.size())).add(event, fate);
            one.add(event, fate);
        }
        ReplayLedger all = new ReplayLedger("us");
        parts.forEach(all::add);

        assertThat(written(all))
                .as("seed %d", seed)
                .contains("\"operator\": null")
                .isEqualTo(written(one));
    }

    private static AccessEvent event(int number, int operator, int hour) {
        return Logs.event("e-" + number, Logs.START_MILLIS + hour * HOUR_MILLIS, "op-" + operator, "clerk", List.of());
    }

    private static String written(ReplayLedger ledger) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ledger.write(Map.of("no JSON", 3L), 2, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
