package dev.vigie.ingest;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a mapping makes one field: texts from their origin are cut at the separator, lose the prefix, and are looked up
 * among the values, in this order.
 *
 * @param where the file and line that say so
 * @param split what separates several values in one text, or null
 * @param prefix what is dropped where a text begins with it; empty for nothing
 * @param values what each word becomes; an empty text says nothing
 * @param otherwise what any other word becomes, or null where it stays
 * @param absent what there is instead of nothing, or null
 * @param time how the texts are read as times, or null where they are no times, or written as Vigie's own are
 */
record FieldRule(
        Target target,
        String where,
        Origin origin,
        @Nullable String split,
        String prefix,
        Map<String, String> values,
        @Nullable String otherwise,
        @Nullable String absent,
        @Nullable TimeForm time) {

    FieldRule {
        values = Map.copyOf(values);
    }

    /** The same rule for a log whose times are in this zone, where neither they nor the mapping say one. */
    FieldRule in(ZoneId zone) {
        TimeForm zoned = time == null ? null : time.in(zone);
        return new FieldRule(target, where, origin, split, prefix, values, otherwise, absent, zoned);
    }

    /** What becomes of the texts that the origin has; never empty ones. */
    List<String> made(List<String> found) {
        List<String> made = new ArrayList<>(found.size());
        for (String text : found) {
            if (split == null) {
                add(text, made);
            } else {
                cut(text, split, made);
            }
        }
        if (made.isEmpty() && absent != null) {
            made.add(absent);
        }
        return made;
    }

    private void cut(String text, String separator, List<String> made) {
        int from = 0;
        int end;
        while ((end = text.indexOf(separator, from)) >= 0) {
            add(text.substring(from, end).strip(), made);
            from = end + separator.length();
        }
        add(text.substring(from).strip(), made);
    }

    private void add(String text, List<String> made) {
        if (text.isEmpty()) {
            return;
        }
        String rest = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        String value = values.get(rest);
        String last = value != null ? value : otherwise != null ? otherwise : rest;
        if (!last.isEmpty()) {
            made.add(last);
        }
    }

    /** What a rejection calls the place. */
    String source() {
        List<Place> places = origin.places();
        return places.isEmpty()
                ? target.targetName()
                : Texts.description(places.get(0).written());
    }
}
