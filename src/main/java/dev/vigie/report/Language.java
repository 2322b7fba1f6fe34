package dev.vigie.report;

import java.util.Locale;

/** A language that people are told in. */
public enum Language {
    ENGLISH("en", Locale.UK, "report.html"),
    FRENCH("fr", Locale.FRANCE, "report.fr.html");

    private final String code;
    private final Locale locale;
    private final String reportName;

    Language(String code, Locale locale, String reportName) {
        this.code = code;
        this.locale = locale;
        this.reportName = reportName;
    }

    /** Two letters, as ISO 639 has them. */
    public String code() {
        return code;
    }

    Locale locale() {
        return locale;
    }

    /** What the report in this language is called. */
    String reportName() {
        return reportName;
    }

    Language other() {
        return this == ENGLISH ? FRENCH : ENGLISH;
    }
}
