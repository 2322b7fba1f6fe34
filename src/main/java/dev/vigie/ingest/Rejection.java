package dev.vigie.ingest;

/** Why a parser gave a record up. Cheap to throw: logs may consist of nothing else. */
final class Rejection extends Exception {

    private final Reason reason;

    Rejection(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
