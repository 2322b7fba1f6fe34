package dev.vigie.report;

import java.util.function.Consumer;

/** A document in the making, whatever it is written in. */
interface Draft {

    void title(String text);

    void heading(String text);

    void paragraph(Consumer<Words> words);

    /** A named value, such as a form has. */
    void entry(String name, Consumer<Words> words);

    void item(Consumer<Words> words);

    /** The whole document. */
    String done();

    /** What a line is made of. */
    interface Words {

        Words text(String text);

        /** A figure, with a link to where it came from. */
        Words figure(String text, Source source);

        /** What only people know: an empty place, and what belongs there. */
        Words blank(String what);
    }

    /**
     * Where a figure came from.
     *
     * @param name what a reader is told, such as {@code alerts.jsonl, 2025-12-15-1f}
     * @param address relative to the document
     */
    record Source(String name, String address) {}
}
