package dev.vigie.report;

import dev.vigie.siem.VisibleText;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML of which every text is a text: there is no way to write markup but by an element's name, and names and
 * attributes' names are the caller's own words. Characters that show nothing are named, see {@link VisibleText}.
 */
final class Html {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; {@code attributes} are names and values in turn. */
    Html open(String element, String... attributes) {
        start(element, attributes);
        open.push(element);
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element that holds a text. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** An element that holds nothing and is never closed. */
    Html empty(String element, String... attributes) {
        start(element, attributes);
        return this;
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** A line end, for whoever reads the source. */
    Html line() {
        out.append('\n');
        return this;
    }

    /** A script or a style, whose text HTML does not look into; its author sees to it that it does not end early. */
    Html verbatim(String element, String content, String... attributes) {
        if (content.contains("</" + element) || content.contains("<!--")) {
            throw new IllegalArgumentException("the content would end its " + element);
        }
        start(element, attributes);
        out.append(content).append("</").append(element).append('>');
        return this;
    }

    private void start(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
    }

    private static String escaped(String text) {
        String visible = VisibleText.named(text, "");
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.peek() + " is still open");
        }
        return out.toString();
    }
}
