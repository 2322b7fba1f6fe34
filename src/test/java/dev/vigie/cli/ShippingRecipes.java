package dev.vigie.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recipes of {@code src/site/markdown/shipping.md}, as whoever follows them would copy them. */
final class ShippingRecipes {

    private static final String FENCE = "```";

    private ShippingRecipes() {}

    /** The fenced block below the heading. */
    static String below(String heading) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src", "site", "markdown", "shipping.md"));
        int from = lines.indexOf("## " + heading);
        while (!lines.get(from).startsWith(FENCE)) {
            from++;
        }
        int to = from + 1;
        while (!lines.get(to).equals(FENCE)) {
            to++;
        }
        return String.join("\n", lines.subList(from + 1, to)) + "\n";
    }
}
