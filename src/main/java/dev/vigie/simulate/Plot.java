package dev.vigie.simulate;

import java.util.Arrays;
import java.util.List;

/**
 * What is to be stolen, and how.
 *
 * @param variant one of the incident's
 */
public record Plot(Incident incident, Variant variant) {

    public Plot {
        if (!incident.variants().contains(variant)) {
            throw new IllegalArgumentException("there is no " + incident.id() + " " + variant.id());
        }
    }

    /** The incident as it is known. */
    public static Plot of(Incident incident) {
        return new Plot(incident, Variant.AS_KNOWN);
    }

    /** Every variant of every incident. */
    public static List<Plot> all() {
        return Arrays.stream(Incident.values())
                .flatMap(incident -> incident.variants().stream().map(variant -> new Plot(incident, variant)))
                .toList();
    }

    /** Such as {@code ofii}, as known, or {@code ofii-one-export}. */
    public String id() {
        return variant == Variant.AS_KNOWN ? incident.id() : incident.id() + "-" + variant.id();
    }
}
