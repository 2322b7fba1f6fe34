package dev.vigie.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A document as an HTML page without a script, made to be printed. */
final class HtmlDraft implements Draft {

    private enum Open {
        NONE,
        ENTRIES,
        ITEMS
    }

    private final Texts texts;
    private final List<Consumer<Html>> parts = new ArrayList<>();
    private Open list = Open.NONE;
    private String title = "";

    HtmlDraft(Texts texts) {
        this.texts = texts;
    }

    @Override
    public void title(String text) {
        title = text;
        block(html -> html.element("h1", text));
    }

    @Override
    public void heading(String text) {
        block(html -> html.element("h2", text));
    }

    @Override
    public void paragraph(Consumer<Words> words) {
        block(html -> line(html.open("p"), words).close());
    }

    @Override
    public void entry(String name, Consumer<Words> words) {
        within(Open.ENTRIES, html -> html.open("dl", "class", "facts form"));
        parts.add(html -> {
            html.open("div").element("dt", name);
            line(html.open("dd"), words).close().close().line();
        });
    }

    @Override
    public void item(Consumer<Words> words) {
        within(Open.ITEMS, html -> html.open("ul"));
        parts.add(html -> line(html.open("li"), words).close().line());
    }

    private void block(Consumer<Html> block) {
        within(Open.NONE, html -> {});
        parts.add(block.andThen(Html::line));
    }

    private void within(Open wanted, Consumer<Html> begin) {
        if (list != wanted) {
            if (list != Open.NONE) {
                parts.add(html -> html.close().line());
            }
            parts.add(begin);
            list = wanted;
        }
    }

    private static Html line(Html html, Consumer<Words> words) {
        words.accept(new HtmlWords(html));
        return html;
    }

    @Override
    public String done() {
        within(Open.NONE, html -> {});
        return Page.plain(texts, title, html -> {
            html.open("main", "class", "document").line();
            parts.forEach(part -> part.accept(html));
            html.close().line();
        });
    }

    private record HtmlWords(Html html) implements Words {

        @Override
        public Words text(String text) {
            html.text(text);
            return this;
        }

        @Override
        public Words figure(String text, Source source) {
            html.element("strong", text).text(" ");
            html.element("a", source.name(), "class", "ref", "href", source.address());
            return this;
        }

        @Override
        public Words blank(String what) {
            html.element("span", what, "class", "blank");
            return this;
        }
    }
}
