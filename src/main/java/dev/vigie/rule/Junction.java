package dev.vigie.rule;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Selections joined by AND or by OR.
 *
 * @param all true if every part must match, false if one is enough
 * @param parts in the order of their texts, each once, none of them a junction of the same kind
 */
record Junction(boolean all, List<Selection> parts) implements Selection {

    /** No event: an empty list's, or of a part that could not be read, where the rule is refused in the end. */
    static final Selection NOTHING = new Junction(false, List.of());

    /** Every event. */
    static final Selection EVERYTHING = new Junction(true, List.of());

    Junction {
        parts = List.copyOf(parts);
    }

    static Selection allOf(List<Selection> parts) {
        return of(true, parts);
    }

    static Selection anyOf(List<Selection> parts) {
        return of(false, parts);
    }

    /**
     * One form for all that say the same: nested junctions of a kind are one, order and repetition do not matter, a
     * single part is itself.
     */
    private static Selection of(boolean all, List<Selection> parts) {
        TreeMap<String, Selection> byText = new TreeMap<>();
        for (Selection part : parts) {
            List<Selection> pieces =
                    part instanceof Junction junction && junction.all == all ? junction.parts : List.of(part);
            pieces.forEach(piece -> byText.put(piece.toString(), piece));
        }
        return byText.size() == 1 ? byText.firstEntry().getValue() : new Junction(all, List.copyOf(byText.values()));
    }

    @Override
    public boolean matches(AccessEvent event) {
        for (int i = 0; i < parts.size(); i++) { // by index: an iterator would be garbage for every event
            if (parts.get(i).matches(event) != all) {
                return !all;
            }
        }
        return all;
    }

    @Override
    public Set<Field> fields() {
        EnumSet<Field> fields = EnumSet.noneOf(Field.class);
        parts.forEach(part -> fields.addAll(part.fields()));
        return Set.copyOf(fields);
    }

    @Override
    public String toString() {
        if (parts.isEmpty() && !all) {
            return "nothing"; // not as EVERYTHING is written: the text tells selections apart
        }
        return parts.stream().map(Selection::toString).collect(Collectors.joining(all ? " and " : " or ", "(", ")"));
    }
}
