package dev.vigie.simulate;

import java.util.List;
import java.util.Locale;

/** The thefts that a scenario can hide among ordinary work: three real ones, and the one that nobody hears. */
public enum Incident {
    /** Two extracts of one account of a small operator, the second of one nationality; known since 1 January 2026. */
    OFII,

    /** 8,700 applicants through one module in one sweep, 10 August 2021. */
    FRANCE_VISAS,

    /** A few police files through several accounts that hardly ever open any, end of 2025. */
    INTERIOR,

    /** From one day on an account reads three times as many people as it used to. */
    LOW_AND_SLOW;

    /** The incident's name in truth and summaries, such as {@code france-visas}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The ways of it that make sense, as known first. */
    public List<Variant> variants() {
        return switch (this) {
            case OFII -> List.of(Variant.values());
            case FRANCE_VISAS ->
                List.of(
                        Variant.AS_KNOWN,
                        Variant.OVER_ACCOUNTS,
                        Variant.OVER_SOURCES,
                        Variant.PACED,
                        Variant.BY_NEWCOMER,
                        Variant.BY_SERVICE_ACCOUNT);
            case INTERIOR -> List.of(Variant.AS_KNOWN, Variant.OVER_WEEKS, Variant.IN_OFFICE_HOURS);
            case LOW_AND_SLOW -> List.of(Variant.AS_KNOWN);
        };
    }

    /** What this plot's accounts do, as those dice decide. */
    List<Theft> plan(Casting casting, Plot plot, int number, Dice dice) {
        return switch (this) {
            case OFII -> OfiiTheft.plan(casting, plot, number, dice);
            case FRANCE_VISAS -> FranceVisasTheft.plan(casting, plot, number, dice);
            case INTERIOR -> InteriorTheft.plan(casting, plot, number, dice);
            case LOW_AND_SLOW -> LowAndSlow.plan(casting, plot, number, dice);
        };
    }
}
