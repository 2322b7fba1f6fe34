package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the event at hand tells of the facets that groups above the account take in: found once, however many of them
 * the event is told to. Used by one thread.
 */
final class EventFacets {

    private final List<Facet> facets = new ArrayList<>();
    /** For each grouping the places of its facets. */
    private final int[][] byGrouping;

    /** For each grouping what it is told of the event at hand. */
    private final List<List<FacetValues>> told = new ArrayList<>();

    private final @Nullable FacetValues[] found;
    private final boolean[] looked;

    EventFacets(List<GroupPlan> groups) {
        byGrouping = new int[groups.size()][];
        for (int grouping = 0; grouping < byGrouping.length; grouping++) {
            told.add(new ArrayList<>());
            byGrouping[grouping] = Plan.facetsOf(groups.get(grouping)).stream()
                    .mapToInt(this::place)
                    .toArray();
        }
        found = new FacetValues[facets.size()];
        looked = new boolean[facets.size()];
    }

    private int place(Facet facet) {
        if (!facets.contains(facet)) {
            facets.add(facet);
        }
        return facets.indexOf(facet);
    }

    /** Forgets the last event. */
    void begin() {
        Arrays.fill(looked, false);
    }

    /** The grouping's facets of which {@code now}, the event at hand, tells something; valid until the next. */
    List<FacetValues> of(int grouping, EventOccurrence now) {
        List<FacetValues> its = told.get(grouping);
        its.clear();
        for (int place : byGrouping[grouping]) {
            if (!looked[place]) {
                looked[place] = true;
                found[place] = find(facets.get(place), now);
            }
            FacetValues values = found[place];
            if (values != null) {
                its.add(values);
            }
        }
        return its;
    }

    private static @Nullable FacetValues find(Facet facet, EventOccurrence now) {
        Field field = facet.field();
        int count = now.valueCount(field);
        if (count == 0) {
            return null;
        }
        boolean own = facet.name().isEmpty();
        long[] hashes = new long[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = own ? now.valueHash(field, i) : now.told(facet, i);
        }
        long number = field.kind() == Field.Kind.NUMBER ? now.number(field) : AccessEvent.UNKNOWN;
        return new FacetValues(facet, number, hashes);
    }
}
