package dev.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CurveTest {

    @Test
    void points_ofFew_areAll() {
        Curve curve = new Curve();
        for (int i = 0; i < 200; i++) {
            curve.add(i, 2L * i);
        }
        assertThat(curve.points()).hasSize(200).contains(new Curve.Point(77, 154));
    }

    @Test
    void points_ofMany_areBoundedEvenAndKeepFirstAndLast() {
        for (int count : new int[] {256, 257, 1_000, 100_003}) {
            Curve curve = new Curve();
            for (int i = 0; i < count; i++) {
                curve.add(i, i);
            }
            List<Curve.Point> points = curve.points();
            assertThat(points).hasSizeBetween(Curve.POINTS_MAX / 2, Curve.POINTS_MAX);
            assertThat(points.get(0).timeMillis()).isZero();
            assertThat(points.get(points.size() - 1).timeMillis()).isEqualTo(count - 1);
            for (int i = 1; i < points.size(); i++) {
                assertThat(points.get(i).timeMillis() - points.get(i - 1).timeMillis())
                        .isBetween(1L, count / 64L + 1);
            }
        }
    }

    @Test
    void add_ofEarlierPoint_movesItToTheLast() {
        Curve curve = new Curve();
        curve.add(10, 1);
        curve.add(5, 2);
        assertThat(curve.points()).containsExactly(new Curve.Point(10, 1), new Curve.Point(10, 2));
    }
}
