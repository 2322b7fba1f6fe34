package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * {@link UsualMaximum} and {@link Drift} beside the reference model of these conditions, which wrote
 * {@code conditions/reference.csv}: 30 accounts over 130 days, with shifts, bursts, slow rises, newcomers and a busy
 * season. The model was made to learn a young account's days as they are; it caps them like any other, by which a
 * program that is new would be unusual for months. What is kept in 16 and 32 bits may differ by their rounding, and by
 * nothing else.
 */
class ConditionsReferenceTest {

    private static final double ROUNDING = 0.002;
    private static final int LAG_DAYS = 2;
    private static final double PERIOD_DAYS = 10_000;

    /** One account-day as the reference saw it. */
    private record Day(
            long day,
            String account,
            double value,
            double usual,
            double limit,
            double period,
            boolean unusual,
            double score,
            double excess,
            double threshold,
            boolean drift) {

        static Day read(String line) {
            List<String> cells = Arrays.asList(line.split(",", -1));
            return new Day(
                    Long.parseLong(cells.get(0)),
                    cells.get(1),
                    Double.parseDouble(cells.get(2)),
                    Double.parseDouble(cells.get(3)),
                    Double.parseDouble(cells.get(4)),
                    Double.parseDouble(cells.get(5)),
                    cells.get(7).equals("1"),
                    Double.parseDouble(cells.get(8)),
                    Double.parseDouble(cells.get(9)),
                    Double.parseDouble(cells.get(10)),
                    cells.get(11).equals("1"));
        }
    }

    private final TreeMap<Long, PeerSums> sumsByDay = new TreeMap<>();
    private final Map<String, UsualMaximum> maxima = new TreeMap<>();
    private final Map<String, Drift> drifts = new TreeMap<>();

    @Test
    void everyDay_ofGeneratedSeries_isJudgedAsByTheReference() throws IOException {
        int unusual = 0;
        int drifted = 0;
        long today = Long.MIN_VALUE;
        PeerFigures peers = PeerFigures.NOTHING_KNOWN;
        for (Day each : days()) {
            if (each.day() != today) {
                today = each.day();
                peers = peersOn(today);
            }
            unusual += judgeMaximum(each, peers);
            drifted += judgeDrift(each, peers);
        }
        assertThat(unusual).isGreaterThan(10);
        assertThat(drifted).isGreaterThan(3);
    }

    private int judgeMaximum(Day each, PeerFigures peers) {
        UsualMaximum maximum = stored(maxima.getOrDefault(each.account(), new UsualMaximum()));
        maxima.put(each.account(), maximum);
        maximum.beginDay(each.day(), peers);
        maximum.see(each.value() / 2);
        maximum.see(each.value());
        maximum.see(1);
        assertThat(maximum.usual()).as("%s", each).isCloseTo(each.usual(), within(0.15 + ROUNDING * each.usual()));
        double limit = maximum.limit(PERIOD_DAYS);
        assertThat(limit).as("%s", each).isCloseTo(each.limit(), within(0.5 + 2 * ROUNDING * each.limit()));
        assertThat(maximum.limit(maximum.periodDays(limit))).isCloseTo(limit, within(1e-6 * limit));
        if (Math.abs(each.value() - limit) > 0.01 * limit) {
            assertThat(each.value() >= 20 && each.value() > limit)
                    .as("%s", each)
                    .isEqualTo(each.unusual());
        }
        sums(each.day()).add(maximum.endDay());
        return each.unusual() ? 1 : 0;
    }

    private int judgeDrift(Day each, PeerFigures peers) {
        Drift drift = stored(drifts.getOrDefault(each.account(), new Drift(30_000, 30)));
        drifts.put(each.account(), drift);
        drift.beginDay(each.day(), peers);
        drift.see(each.value());
        boolean drifting = drift.isDrifting(each.value());
        assertThat(drift.threshold()).as("%s", each).isCloseTo(each.threshold(), within(0.01));
        sums(each.day()).add(drift.endDay());
        assertThat(drift.score()).as("%s", each).isCloseTo(each.score(), within(0.02));
        assertThat(drift.excess()).as("%s", each).isCloseTo(each.excess(), within(0.5 + ROUNDING * each.excess()));
        if (each.drift()) {
            assertThat(drifting).as("%s", each).isTrue();
        }
        return each.drift() ? 1 : 0;
    }

    private static UsualMaximum stored(UsualMaximum maximum) {
        ByteBuffer bytes = ByteBuffer.allocate(maximum.serializedBytes());
        maximum.writeTo(bytes);
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(bytes.capacity()).isLessThan(100);
        return maximum.isEmpty() ? maximum : UsualMaximum.readFrom(bytes.flip());
    }

    private static Drift stored(Drift drift) {
        ByteBuffer bytes = ByteBuffer.allocate(drift.serializedBytes());
        drift.writeTo(bytes);
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(bytes.capacity()).isLessThan(100);
        return drift.isEmpty() ? drift : Drift.readFrom(bytes.flip(), 30_000, 30);
    }

    private PeerSums sums(long day) {
        return sumsByDay.computeIfAbsent(day, unseen -> new PeerSums());
    }

    private PeerFigures peersOn(long today) {
        PeerSums all = new PeerSums();
        sumsByDay.headMap(today - LAG_DAYS, true).values().forEach(all::add);
        PeerSums recently = new PeerSums();
        sumsByDay.headMap(today - LAG_DAYS, true).descendingMap().entrySet().stream()
                .filter(each -> each.getValue().deviations() > 0)
                .limit(5)
                .filter(each -> each.getKey() >= today - 14)
                .forEach(each -> recently.add(each.getValue()));
        return new PeerFigures(all, recently, PeerFigures.NOTHING_KNOWN);
    }

    private static List<Day> days() throws IOException {
        List<Day> days = new ArrayList<>();
        try (InputStream in = ConditionsReferenceTest.class.getResourceAsStream("/conditions/reference.csv");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(Day::read).forEach(days::add);
        }
        return days;
    }
}
