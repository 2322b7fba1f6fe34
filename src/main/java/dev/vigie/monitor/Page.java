package dev.vigie.monitor;

/**
 * An answer to one request.
 *
 * @param status HTTP's
 */
record Page(int status, String contentType, String body) {

    static final int OK = 200;
    static final int UNAUTHORIZED = 401;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int FAILED = 500;
    static final int UNAVAILABLE = 503;

    /** A word to whoever asked for what is not here. */
    static Page text(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", text + "\n");
    }
}
