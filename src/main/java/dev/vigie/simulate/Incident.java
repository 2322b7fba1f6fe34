package dev.vigie.simulate;

import java.util.Locale;

/** The real thefts that a scenario can hide among ordinary work. */
public enum Incident {
    /** Two extracts of one account of a small operator, the second of one nationality; known since 1 January 2026. */
    OFII;

    /** The incident's name in truth and summaries, such as {@code ofii}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Theft plan(Scenario scenario, House house) {
        return switch (this) {
            case OFII -> OfiiTheft.plan(scenario, house);
        };
    }
}
