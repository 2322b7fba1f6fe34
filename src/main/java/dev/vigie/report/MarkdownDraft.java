package dev.vigie.report;

import dev.vigie.siem.VisibleText;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document as Markdown (CommonMark). A text is escaped wherever it could mean something, so that what logs say stays
 * text there too.
 */
final class MarkdownDraft implements Draft {

    /** Mean something anywhere in a line. */
    private static final String ESCAPED = "\\`*_[]<>|~&";
    /** Mean something at a line's beginning. */
    private static final String ESCAPED_FIRST = "#+-=";
    /** What GitHub's dialect makes a link of without being asked, and list numbers. */
    private static final Pattern LINK = Pattern.compile("(?i)(https?|ftp)://|www\\.");

    private static final Pattern LIST_NUMBER = Pattern.compile("^(\\d+)([.)])");

    private final Texts texts;
    private final StringBuilder out = new StringBuilder();
    private boolean inList;

    MarkdownDraft(Texts texts) {
        this.texts = texts;
    }

    @Override
    public void title(String text) {
        block("# " + escaped(text));
    }

    @Override
    public void heading(String text) {
        block("## " + escaped(text));
    }

    @Override
    public void paragraph(Consumer<Words> words) {
        block(line(words));
    }

    @Override
    public void entry(String name, Consumer<Words> words) {
        listItem("**" + escaped(name) + "** — " + line(words));
    }

    @Override
    public void item(Consumer<Words> words) {
        listItem(line(words));
    }

    private void block(String text) {
        out.append(out.isEmpty() ? "" : "\n").append(text).append('\n');
        inList = false;
    }

    private void listItem(String text) {
        out.append(inList ? "" : "\n").append("- ").append(text).append('\n');
        inList = true;
    }

    private String line(Consumer<Words> words) {
        MarkdownWords line = new MarkdownWords(texts, new StringBuilder());
        words.accept(line);
        String text = LIST_NUMBER.matcher(line.out().toString().strip()).replaceFirst("$1\\\\$2");
        return !text.isEmpty() && ESCAPED_FIRST.indexOf(text.charAt(0)) >= 0 ? "\\" + text : text;
    }

    @Override
    public String done() {
        return out.toString();
    }

    static String escaped(String text) {
        String visible = VisibleText.named(text, "");
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        visible.chars().forEach(c -> {
            if (ESCAPED.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) c);
        });
        return LINK.matcher(escaped).replaceAll(link -> {
            String found = link.group();
            int end = found.indexOf(':') < 0 ? found.length() - 1 : found.indexOf(':');
            return Matcher.quoteReplacement(found.substring(0, end) + "\\" + found.substring(end));
        });
    }

    private record MarkdownWords(Texts texts, StringBuilder out) implements Words {

        @Override
        public Words text(String text) {
            out.append(escaped(text));
            return this;
        }

        @Override
        public Words figure(String text, Source source) {
            out.append("**")
                    .append(escaped(text))
                    .append("** ([")
                    .append(escaped(source.name()))
                    .append("](<")
                    .append(source.address())
                    .append(">))");
            return this;
        }

        @Override
        public Words blank(String what) {
            out.append("**\\[")
                    .append(escaped(texts.text("dossier.blank", what)))
                    .append("\\]**");
            return this;
        }
    }
}
