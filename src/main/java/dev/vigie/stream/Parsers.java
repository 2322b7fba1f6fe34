package dev.vigie.stream;

import dev.vigie.ingest.Format;
import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.Mapping;

/** Says how each operator's log is read. Safe for use by several threads; the parsers that it makes are not. */
@FunctionalInterface
public interface Parsers {

    /** A new parser for the operator's log. */
    LineParser parserFor(String operator);

    /** Every operator sends events as JSON, with fields named as in rules. */
    static Parsers json() {
        return operator -> LineParser.of(Format.JSON, Mapping.NONE);
    }
}
