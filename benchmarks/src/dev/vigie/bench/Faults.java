package dev.vigie.bench;

import java.util.List;

/** What the bench asserts. */
final class Faults {

    private Faults() {}

    static List<String> unlessEqual(String what, Object expected, Object found) {
        return expected.equals(found) ? List.of() : List.of(what + ": expected " + expected + ", found " + found);
    }
}
