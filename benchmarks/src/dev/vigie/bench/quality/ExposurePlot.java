package dev.vigie.bench.quality;

import dev.vigie.bench.quality.Evaluation.Extract;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** People exposed before the first alert: for each scenario and detector the median, and a line up to the tail. */
final class ExposurePlot {

    private static final int WIDTH = 860;
    private static final int LEFT = 230;
    private static final int RIGHT = 740;
    private static final int TOP = 70;
    private static final int ROW = 54;
    private static final int DETECTOR = 11;
    private static final int PERCENT = 100;
    private static final double[] PEOPLE = {0, 1, 10, 100, 1_000, 10_000};

    private final Evaluation evaluation;
    private final Map<String, List<Extract>> scenarios;
    private final Svg svg;
    private final int bottom;

    private ExposurePlot(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.scenarios = evaluation.extractsByScenario();
        this.bottom = TOP + ROW * scenarios.size();
        this.svg = new Svg(
                WIDTH,
                bottom + 30,
                "People exposed before the first alert",
                "For each scenario the median, and a line from the 5th to the 95th percentile, of the people exposed"
                        + " before the first alert of Vigie and of three plain detectors at Vigie's rate of false"
                        + " alerts, on a logarithmic scale, and the share of thefts never caught. The table below gives"
                        + " the same figures.");
    }

    static String of(Evaluation evaluation) {
        return new ExposurePlot(evaluation).draw();
    }

    private String draw() {
        Plots.heading(svg, "People exposed before the first alert: median, and 5th to 95th percentile");
        svg.text("quiet", "end", WIDTH - 15, 62, "never caught");
        int row = 0;
        for (String scenario : scenarios.keySet()) {
            double y = TOP + (double) ROW * row;
            if (row++ % 2 == 0) {
                svg.band(0, y, WIDTH, ROW);
            }
            svg.text("", "end", LEFT - 20, y + ROW / 2.0 + 4, scenario);
        }
        for (double people : PEOPLE) {
            svg.line("grid", x(people), TOP, x(people), bottom);
            svg.text("quiet", "middle", x(people), bottom + 18, String.format(Locale.ROOT, "%,.0f", people));
        }
        row = 0;
        for (List<Extract> extracts : scenarios.values()) {
            double y = TOP + (double) ROW * row++ + DETECTOR;
            mark(Plots.VIGIE, Evaluation.vigie(extracts), y);
            for (PlainDetector detector : PlainDetector.values()) {
                y += DETECTOR;
                mark(Plots.style(detector), evaluation.plain(extracts, detector), y);
            }
        }
        return svg.finish();
    }

    private void mark(String style, Outcome outcome, double y) {
        Quantiles exposed = outcome.exposed();
        svg.line(style, x(exposed.at(0.05)), y, x(exposed.at(0.95)), y);
        svg.dot(style, x(exposed.median()), y, 4);
        svg.text(style, "end", WIDTH - 15, y + 4, Math.round(outcome.missedShare() * PERCENT) + " %");
    }

    /** Logarithmic from 1 to 10,000; nobody stands half a decade before one. */
    private static double x(double people) {
        double decades = people < 1 ? 0 : 0.5 + Math.log10(people);
        return LEFT + (RIGHT - LEFT) * decades / 4.5;
    }
}
