package dev.vigie.bench.growth;

import dev.vigie.bench.Goal;
import dev.vigie.bench.quality.Svg;
import java.util.List;
import java.util.Locale;

/** Every curve in a panel of its own: the ratio to its first point over a logarithmic size, and the aim. */
final class GrowthPlot {

    private static final int WIDTH = 760;
    private static final int PANEL_WIDTH = 380;
    private static final int PANEL_HEIGHT = 240;
    private static final int TOP = 30;
    private static final int LEFT = 56;
    private static final int PLOT_WIDTH = 290;
    private static final int PLOT_HEIGHT = 150;
    private static final int GRID_LINES = 4;

    private final Svg svg;

    private GrowthPlot(int panels) {
        svg = new Svg(
                WIDTH,
                TOP + (panels + 1) / 2 * PANEL_HEIGHT,
                "Growth",
                "How many times the CPU per event of the smallest size Vigie takes as accounts, rules and people per"
                        + " account grow, and how many times the events a second as threads do, with what was aimed"
                        + " at as a line across.");
    }

    static String of(List<Curve> curves) {
        GrowthPlot plot = new GrowthPlot(curves.size());
        plot.svg.text("", "start", 16, 22, "Times the first point's; the line across is the aim");
        for (int i = 0; i < curves.size(); i++) {
            plot.draw(curves.get(i), i % 2 * PANEL_WIDTH + LEFT, TOP + i / 2 * PANEL_HEIGHT + 40);
        }
        return plot.svg.finish();
    }

    private void draw(Curve curve, double left, double top) {
        Goal goal = curve.goal();
        double max = curve.points().stream().mapToDouble(curve::ratio).max().orElse(1);
        max = Math.ceil(1.1 * Math.max(max, goal == null ? 0 : goal.aim()));
        double bottom = top + PLOT_HEIGHT;
        svg.text("", "start", left, top - 14, curve.axis().figure + " over " + curve.axis().title);
        for (int i = 0; i <= GRID_LINES; i++) {
            double y = bottom - (double) PLOT_HEIGHT * i / GRID_LINES;
            svg.line("grid", left, y, left + PLOT_WIDTH, y);
            svg.text("quiet", "end", left - 6, y + 4, String.format(Locale.ROOT, "%.2f", max * i / GRID_LINES));
        }
        if (goal != null) {
            double y = bottom - PLOT_HEIGHT * goal.aim() / max;
            svg.line("c1", left, y, left + PLOT_WIDTH, y);
        }
        StringBuilder path = new StringBuilder();
        for (Curve.Point point : curve.points()) {
            double x = left + PLOT_WIDTH * place(curve, point.size());
            double y = bottom - PLOT_HEIGHT * curve.ratio(point) / max;
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            svg.dot("c0", x, y, 4);
            svg.text("quiet", "middle", x, bottom + 18, String.format(Locale.ROOT, "%,d", point.size()));
        }
        svg.path("c0", path.toString().trim());
    }

    /** From 0 at the first size to 1 at the last, logarithmically. */
    private static double place(Curve curve, int size) {
        double first = curve.points().get(0).size();
        double last = curve.points().get(curve.points().size() - 1).size();
        return first == last ? 0 : Math.log(size / first) / Math.log(last / first);
    }
}
