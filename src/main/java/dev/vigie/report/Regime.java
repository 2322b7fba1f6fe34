package dev.vigie.report;

/** Under which law a breach is notified. */
public enum Regime {
    /** Regulation (EU) 2016/679, articles 33 and 34. */
    GDPR,
    /**
     * Directive (EU) 2016/680, articles 30 and 31: files of the police and of criminal justice, such as TAJ and FPR.
     */
    LED
}
