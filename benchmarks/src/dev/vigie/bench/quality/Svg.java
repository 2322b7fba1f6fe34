package dev.vigie.bench.quality;

import java.util.Locale;

/**
 * A drawing, written by hand: it brings its own background and colours, for light and for dark, and says in words what
 * it shows.
 */
public final class Svg {

    private static final String STYLE = """
            <style>
              svg { font: 12px system-ui, sans-serif; }
              .paper { fill: #ffffff; } text { fill: #1f2328; } .quiet { fill: #59636e; }
              .grid { stroke: #d1d9e0; stroke-width: 1; } .band { fill: #f3f5f7; }
              .c0 { fill: #0969da; stroke: #0969da; } .c1 { fill: #bc4c00; stroke: #bc4c00; }
              .c2 { fill: #8250df; stroke: #8250df; } .c3 { fill: #1a7f37; stroke: #1a7f37; }
              text.c0, text.c1, text.c2, text.c3 { stroke: none; } .line { fill: none; stroke-width: 2; }
              @media (prefers-color-scheme: dark) {
                .paper { fill: #0d1117; } text { fill: #e6edf3; } .quiet { fill: #9198a1; }
                .grid { stroke: #30363d; } .band { fill: #161b22; }
                .c0 { fill: #58a6ff; stroke: #58a6ff; } .c1 { fill: #f0883e; stroke: #f0883e; }
                .c2 { fill: #bc8cff; stroke: #bc8cff; } .c3 { fill: #3fb950; stroke: #3fb950; }
                .line { fill: none; }
              }
            </style>
            """;

    private final StringBuilder out = new StringBuilder();

    /**
     * @param title what it is
     * @param description what somebody who does not see it should know
     */
    public Svg(int width, int height, String title, String description) {
        write(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " role=\"img\" aria-labelledby=\"title description\">",
                width, height, width, height);
        write("<title id=\"title\">%s</title>", escaped(title));
        write("<desc id=\"description\">%s</desc>", escaped(description));
        out.append(STYLE);
        write("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>", width, height);
    }

    public void band(double left, double top, double width, double height) {
        write("<rect class=\"band\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", left, top, width, height);
    }

    public void line(String style, double fromX, double fromY, double toX, double toY) {
        write("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, fromX, fromY, toX, toY);
    }

    public void dot(String style, double x, double y, double radius) {
        write("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", style, x, y, radius);
    }

    /**
     * A line through points.
     *
     * @param points x and y in turn, as SVG wants them
     */
    public void path(String style, String points) {
        write("<polyline class=\"%s line\" points=\"%s\"/>", style, points);
    }

    /**
     * A text, escaped.
     *
     * @param anchor start, middle or end
     */
    public void text(String style, String anchor, double x, double y, String text) {
        write(
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                style, anchor, x, y, escaped(text));
    }

    public String finish() {
        return out + "</svg>\n";
    }

    private void write(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
