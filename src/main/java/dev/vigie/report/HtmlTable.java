package dev.vigie.report;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a table of texts, with its caption, that scrolls by itself where the screen is narrow. */
final class HtmlTable {

    private final Html html;
    private final Set<Integer> numbers;

    /** @param numbers the columns that hold figures */
    HtmlTable(Html html, String caption, int... numbers) {
        this.html = html;
        this.numbers = Arrays.stream(numbers).boxed().collect(Collectors.toSet());
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        html.open("table").element("caption", caption).line();
    }

    void head(String... names) {
        html.open("thead").open("tr");
        for (int i = 0; i < names.length; i++) {
            if (numbers.contains(i)) {
                html.element("th", names[i], "scope", "col", "class", "number");
            } else {
                html.element("th", names[i], "scope", "col");
            }
        }
        html.close().close().line().open("tbody").line();
    }

    void row(String... cells) {
        html.open("tr");
        for (int i = 0; i < cells.length; i++) {
            if (numbers.contains(i)) {
                html.element("td", cells[i], "class", "number");
            } else {
                html.element("td", cells[i]);
            }
        }
        html.close().line();
    }

    void end() {
        html.close().close().close().line();
    }
}
