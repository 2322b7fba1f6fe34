package dev.vigie.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The plots of {@code benchmarks/README.md}, and what they have in common. */
final class Plots {

    /** Vigie, then the plain detectors in their order: the index is the colour. */
    static final List<String> TITLES = titles();

    static final String VIGIE = style(0);

    private static final Path FOLDER = Path.of("benchmarks");
    private static final double LETTER_WIDTH = 7;

    private Plots() {}

    static void write(Evaluation evaluation) throws IOException {
        Files.writeString(FOLDER.resolve("exposure.svg"), ExposurePlot.of(evaluation));
        Files.writeString(FOLDER.resolve("trade-off.svg"), TradeOffPlot.of(evaluation));
    }

    private static List<String> titles() {
        List<String> titles = new ArrayList<>(List.of("Vigie, built-in rules"));
        for (PlainDetector detector : PlainDetector.values()) {
            titles.add(detector.title());
        }
        return List.copyOf(titles);
    }

    static String style(PlainDetector detector) {
        return style(TITLES.indexOf(detector.title()));
    }

    private static String style(int index) {
        return "c" + index;
    }

    static void heading(Svg svg, String text) {
        svg.text("", "start", 16, 22, text);
        double left = 20;
        for (int i = 0; i < TITLES.size(); i++) {
            svg.dot(style(i), left, 40, 4);
            svg.text("", "start", left + 9, 44, TITLES.get(i));
            left += 24 + TITLES.get(i).length() * LETTER_WIDTH;
        }
    }
}
