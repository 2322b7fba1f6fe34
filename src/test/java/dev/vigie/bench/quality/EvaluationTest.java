package dev.vigie.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.bench.quality.Evaluation.Extract;
import dev.vigie.bench.quality.SeedResult.FalseAlert;
import dev.vigie.bench.quality.SeedResult.PartResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EvaluationTest {

    @Test
    void threshold_givesAPlainDetectorAsManyFalseAlertsAsVigie() {
        Evaluation evaluation = new Evaluation(List.of(seed(1, 1, 9, 7, 5, 3), seed(2, 1, 8, 6, 4, 2)));
        assertThat(evaluation.falseAlerts()).isEqualTo(2);
        double threshold = evaluation.threshold(PlainDetector.GLOBAL_LIMIT);
        assertThat(evaluation.falseAlerts(PlainDetector.GLOBAL_LIMIT, threshold))
                .isEqualTo(2);
        assertThat(threshold).isBetween(7.0, 8.0);
    }

    @Test
    void threshold_amongEqualScores_givesFewerRatherThanMore() {
        Evaluation evaluation = new Evaluation(List.of(seed(1, 2, 9, 7, 7, 7)));
        double threshold = evaluation.threshold(PlainDetector.GLOBAL_LIMIT);
        assertThat(evaluation.falseAlerts(PlainDetector.GLOBAL_LIMIT, threshold))
                .isEqualTo(1);
    }

    @Test
    void rate_isPerTenThousandAccountDays() {
        Evaluation evaluation = new Evaluation(List.of(seed(1, 3), seed(2, 1)));
        assertThat(evaluation.accountDays()).isEqualTo(2_000);
        assertThat(evaluation.rate(evaluation.falseAlerts())).isEqualTo(20);
    }

    @Test
    void outcome_ofWhatNobodyNoticed_isEverybody() {
        PartResult seen = part("ofii", "mixed", 100, 10L);
        PartResult unseen = part("ofii", "mixed", 300, null);
        Outcome outcome = Evaluation.vigie(List.of(alone(seen), alone(unseen)));
        assertThat(outcome.exposed().sorted()).containsExactly(10, 300);
        assertThat(outcome.missed()).isEqualTo(1);
        assertThat(outcome.meanShare()).isEqualTo(0.55);
    }

    @Test
    void outcome_ofATheftCaughtAtItsOtherExtract_isNotMissed() {
        PartResult seen = part("ofii", "mixed", 100, 10L);
        PartResult unseen = part("ofii", "single", 300, null);
        Outcome outcome = Evaluation.vigie(List.of(new Extract(unseen, List.of(seen, unseen))));
        assertThat(outcome.exposed().sorted()).containsExactly(300);
        assertThat(outcome.missed()).isZero();
    }

    @Test
    void ascent_tellsWhenAThresholdWasReached() {
        Ascent ascent = Ascent.start();
        ascent.offer(2, 0);
        ascent.offer(1, 5);
        ascent.offer(4, 9);
        assertThat(ascent.steps()).hasSize(2);
        assertThat(ascent.peopleBefore(3)).hasValue(9);
        assertThat(ascent.peopleBefore(5)).isEmpty();
    }

    @Test
    void aim_ofTheInterior_looksAtTheThirdAccountsFifthRead() {
        Aim aim = Aim.ALL.stream()
                .filter(each -> each.incident().equals("interior"))
                .findFirst()
                .orElseThrow();
        assertThat(aim.isMet().test(reads(9, 9))).isTrue();
        assertThat(aim.isMet().test(reads(9, 9, 4))).isTrue();
        assertThat(aim.isMet().test(reads(9, 9, 5))).isFalse();
    }

    private static PartResult reads(Integer... reads) {
        return new PartResult("interior", 0, "", 40, 3L, "rule", List.of(reads), null, Map.of());
    }

    private static Extract alone(PartResult part) {
        return new Extract(part, List.of(part));
    }

    private static PartResult part(String plot, String part, int people, @Nullable Long before) {
        return new PartResult(plot, 0, part, people, before, null, List.of(), null, Map.of());
    }

    private static SeedResult seed(long seed, int falseAlerts, double... scores) {
        FalseAlert alert = new FalseAlert(false, "account", List.of("rule"), "", "");
        return new SeedResult(
                seed,
                1,
                1,
                1_000,
                0,
                0,
                Collections.nCopies(falseAlerts, alert),
                List.of(),
                Map.of(PlainDetector.GLOBAL_LIMIT, scores),
                List.of());
    }
}
