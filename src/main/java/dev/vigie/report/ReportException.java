package dev.vigie.report;

/** Says that a folder cannot be told of. The message names the file, and what would be right. */
public final class ReportException extends Exception {

    private static final long serialVersionUID = 1;

    ReportException(String message) {
        super(message);
    }
}
