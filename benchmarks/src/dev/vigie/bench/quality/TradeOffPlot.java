package dev.vigie.bench.quality;

import dev.vigie.bench.quality.Evaluation.Extract;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the plain detectors trade when their threshold moves, beside the one point that Vigie is. */
final class TradeOffPlot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int RIGHT = 700;
    private static final int TOP = 70;
    private static final int BOTTOM = 400;
    private static final int PERCENT = 100;
    private static final double[] RATES = {0.1, 1, 10, 100};
    private static final int STEPS_PER_DECADE = 8;

    private final Evaluation evaluation;
    private final Svg svg = new Svg(
            WIDTH,
            HEIGHT,
            "False alerts against exposure",
            "The share of a theft's people that is exposed before the first alert, on average over the scenarios, for"
                    + " each plain detector as its threshold moves from 0.1 to 100 false alerts per 10,000 account-days,"
                    + " and for Vigie as one point with the interval of its false alerts.");

    private TradeOffPlot(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    static String of(Evaluation evaluation) {
        return new TradeOffPlot(evaluation).draw();
    }

    private String draw() {
        Plots.heading(svg, "Share of the people exposed before the first alert, mean over scenarios");
        axes();
        for (PlainDetector detector : PlainDetector.values()) {
            svg.path(Plots.style(detector), curve(detector));
        }
        double factor = Evaluation.DAYS_PER_RATE / Math.max(1, evaluation.accountDays());
        Interval interval = Interval.ofCount(evaluation.falseAlerts()).times(factor);
        double y = y(share(Evaluation::vigie));
        svg.line(Plots.VIGIE, x(interval.low()), y, x(interval.high()), y);
        svg.dot(Plots.VIGIE, x(evaluation.rate(evaluation.falseAlerts())), y, 6);
        return svg.finish();
    }

    private void axes() {
        for (int percent = 0; percent <= PERCENT; percent += 20) {
            double y = y(percent / (double) PERCENT);
            svg.line("grid", LEFT, y, RIGHT, y);
            svg.text("quiet", "end", LEFT - 8, y + 4, percent + " %");
        }
        for (double rate : RATES) {
            svg.line("grid", x(rate), TOP, x(rate), BOTTOM);
            svg.text("quiet", "middle", x(rate), BOTTOM + 18, rate < 1 ? "0.1" : Long.toString((long) rate));
        }
        svg.text("quiet", "middle", (LEFT + RIGHT) / 2.0, BOTTOM + 40, "false alerts per 10,000 account-days");
    }

    /** At each rate the lowest threshold that keeps to it. */
    private String curve(PlainDetector detector) {
        StringBuilder points = new StringBuilder();
        for (int step = -STEPS_PER_DECADE; step <= 2 * STEPS_PER_DECADE; step++) {
            double rate = Math.pow(10, (double) step / STEPS_PER_DECADE);
            long allowed = Math.round(rate * evaluation.accountDays() / Evaluation.DAYS_PER_RATE);
            double threshold = evaluation.threshold(detector, allowed);
            double share = share(extracts -> Evaluation.plain(extracts, detector, threshold));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(rate), y(share)));
        }
        return points.toString().trim();
    }

    /** A theft's share that is exposed before the first alert, every scenario weighing the same. */
    private double share(Function<List<Extract>, Outcome> outcomes) {
        return evaluation.extractsByScenario().values().stream()
                .mapToDouble(extracts -> outcomes.apply(extracts).meanShare())
                .average()
                .orElse(0);
    }

    /** Logarithmic from 0.1 to 100; what lies outside stands at the edge. */
    private static double x(double rate) {
        double decades = Math.log10(Math.max(0.1, Math.min(PERCENT, rate))) + 1;
        return LEFT + (RIGHT - LEFT) * decades / 3;
    }

    private static double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * share;
    }
}
