package dev.vigie.replay;

import java.util.Locale;

/** How a list of affected people names them. */
enum SubjectNaming {
    /** As alerts do: HMAC-SHA-256 under the controller's key, hexadecimal. */
    HASH,
    /** By number, {@code p1}, {@code p2} and so on, in the order of their ids: for counting, where there is no key. */
    ORDINAL,
    /** By the ids that the logs have. */
    CLEAR;

    /** What manifests call it. */
    String manifestName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What may be shown where nobody asks for ids in clear. */
    static SubjectNaming pseudonymous(boolean keyed) {
        return keyed ? HASH : ORDINAL;
    }
}
