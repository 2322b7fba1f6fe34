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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@link UsualMaximum} and {@link Drift} beside the reference model of these conditions, which wrote
 * {@code conditions/reference.csv}: 30 accounts over 130 days, with shifts, bursts, slow rises, newcomers and a busy
 * season; and beside {@link ConditionsModel} on series that are made up anew for each seed. The model was made to learn
 * a young account's days as they are; it caps them like any other, by which a program that is new would be unusual for
 * months. What is kept in 16 and 32 bits may differ by their rounding, and by nothing else.
 */
class ConditionsReferenceTest {

    private static final double ROUNDING = 0.002;
    private static final double PERIOD_DAYS = 10_000;
    /** Whether a day that equals the usual maximum is above it is a matter of rounding, and of some days' tail. */
    private static final double TAIL_ROUNDING = 0.015;

    /** One account-day as the reference saw it. */
    private record Day(
            long day,
            String account,
            double value,
            double usual,
            double limit,
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
                    cells.get(7).equals("1"),
                    Double.parseDouble(cells.get(8)),
                    Double.parseDouble(cells.get(9)),
                    Double.parseDouble(cells.get(10)),
                    cells.get(11).equals("1"));
        }
    }

    private final House house = new House();
    private final Map<String, UsualMaximum> maxima = new HashMap<>();
    private final Map<String, Drift> drifts = new HashMap<>();
    private int unusual;
    private int drifted;

    @Test
    void everyDay_ofTheReferencesSeries_isJudgedAsByIt() throws IOException {
        for (Day each : days()) {
            judge(each);
        }
        assertThat(unusual).isGreaterThan(10);
        assertThat(drifted).isGreaterThan(3);
    }

    @Test
    void everyDay_ofTheReferencesSeries_isJudgedAlikeByTheModel() throws IOException {
        ConditionsModel model = new ConditionsModel();
        for (Day each : days()) {
            ConditionsModel.Verdict verdict = model.judge(each.day(), each.account(), each.value());
            assertThat(verdict.usual()).as("%s", each).isCloseTo(each.usual(), within(1e-3));
            assertThat(verdict.limit()).as("%s", each).isCloseTo(each.limit(), within(1e-3));
            assertThat(verdict.unusual()).as("%s", each).isEqualTo(each.unusual());
            assertThat(verdict.score()).as("%s", each).isCloseTo(each.score(), within(1e-4));
            assertThat(verdict.excess()).as("%s", each).isCloseTo(each.excess(), within(1e-3));
            assertThat(verdict.threshold()).as("%s", each).isCloseTo(each.threshold(), within(1e-4));
            assertThat(verdict.drift()).as("%s", each).isEqualTo(each.drift());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDay_ofGeneratedSeries_isJudgedAsByTheModel(ConditionsSeries series) {
        ConditionsModel model = new ConditionsModel();
        for (ConditionsSeries.Value each : series.made()) {
            ConditionsModel.Verdict verdict = model.judge(each.day(), each.account(), each.value());
            judge(new Day(
                    each.day(),
                    each.account(),
                    each.value(),
                    verdict.usual(),
                    verdict.limit(),
                    verdict.unusual(),
                    verdict.score(),
                    verdict.excess(),
                    verdict.threshold(),
                    verdict.drift()));
        }
        assertThat(unusual).isGreaterThanOrEqualTo(series.unusualMin());
        assertThat(drifted).isGreaterThanOrEqualTo(series.driftsMin());
    }

    private void judge(Day each) {
        PeerFigures peers = house.figuresOn(each.day());
        judgeMaximum(each, peers);
        judgeDrift(each, peers);
        unusual += each.unusual() ? 1 : 0;
        drifted += each.drift() ? 1 : 0;
    }

    private void judgeMaximum(Day each, PeerFigures peers) {
        UsualMaximum maximum = stored(maxima.getOrDefault(each.account(), new UsualMaximum()));
        maxima.put(each.account(), maximum);
        maximum.beginDay(each.day(), peers);
        maximum.see(each.value() / 2);
        maximum.see(each.value());
        maximum.see(1);
        assertThat(maximum.usual()).as("%s", each).isCloseTo(each.usual(), within(0.15 + ROUNDING * each.usual()));
        double limit = maximum.limit(PERIOD_DAYS);
        assertThat(limit).as("%s", each).isCloseTo(each.limit(), within(0.5 + TAIL_ROUNDING * each.limit()));
        assertThat(maximum.limit(maximum.periodDays(limit))).isCloseTo(limit, within(1e-6 * limit));
        if (Math.abs(each.value() - limit) > TAIL_ROUNDING * limit) {
            assertThat(each.value() >= 20 && each.value() > limit)
                    .as("%s", each)
                    .isEqualTo(each.unusual());
        }
        house.report(each.day(), maximum.endDay());
    }

    private void judgeDrift(Day each, PeerFigures peers) {
        Drift drift = stored(drifts.getOrDefault(each.account(), new Drift(30_000, 30)));
        drifts.put(each.account(), drift);
        drift.beginDay(each.day(), peers);
        drift.see(each.value());
        boolean drifting = drift.isDrifting(each.value());
        assertThat(drift.threshold()).as("%s", each).isCloseTo(each.threshold(), within(0.01));
        house.report(each.day(), drift.endDay());
        assertThat(drift.score()).as("%s", each).isCloseTo(each.score(), within(0.02));
        assertThat(drift.excess()).as("%s", each).isCloseTo(each.excess(), within(0.5 + ROUNDING * each.excess()));
        if (each.drift()) {
            assertThat(drifting).as("%s", each).isTrue();
        }
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
