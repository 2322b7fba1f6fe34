package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.ingest.Target.Attribute;
import dev.vigie.ingest.Target.Known;
import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping makes of one record after the other. Where it finds something, that wins over the format's own
 * reading; subjects and fields are added to it.
 */
final class MappedFields {

    private final List<PatternRule> patterns;
    private final List<FieldRule> fields = new ArrayList<>();
    private final @Nullable FieldRule subject;
    private final List<FieldRule> attributes = new ArrayList<>();

    /** What each named group has found in the record at hand. */
    private final List<List<String>> found = new ArrayList<>();

    MappedFields(Mapping mapping) {
        this.patterns = mapping.patterns();
        for (int i = 0; i < mapping.groups(); i++) {
            found.add(new ArrayList<>());
        }
        FieldRule subjects = null;
        for (FieldRule rule : mapping.rules()) {
            if (rule.target() instanceof Attribute) {
                attributes.add(rule);
            } else if (rule.target() instanceof Known known && known.field() == Field.SUBJECT) {
                subjects = rule;
            } else {
                fields.add(rule);
            }
        }
        this.subject = subjects;
    }

    void read(MappedRecord record, Draft draft) throws Rejection {
        found.forEach(List::clear);
        for (PatternRule rule : patterns) {
            List<String> texts = new ArrayList<>();
            record.addTexts(rule.place(), texts);
            rule.read(texts, found);
        }
        for (FieldRule rule : fields) {
            List<String> texts = made(rule, record);
            if (!texts.isEmpty() && rule.target() instanceof Known known) {
                put(known.field(), rule, texts, draft);
            }
        }
        if (subject != null) {
            readSubjects(subject, record, draft);
            return;
        }
        for (FieldRule attribute : attributes) {
            draft.subjects.put(attribute(attribute), made(attribute, record));
        }
    }

    private static void put(Field field, FieldRule rule, List<String> texts, Draft draft) throws Rejection {
        if (field == Field.FIELD) {
            for (String text : texts) {
                draft.addField(text);
            }
            return;
        }
        String first = texts.get(0);
        if (texts.stream().anyMatch(text -> !text.equals(first))) {
            throw new Rejection(Reason.DUPLICATE_FIELD, rule.source() + " has more than one value");
        }
        if (rule.time() != null) {
            draft.time(rule.time().millis(first));
        } else {
            draft.put(field, first);
        }
        if (field == Field.OPERATOR) {
            draft.operatorIsClaim = true;
        }
    }

    private List<String> made(FieldRule rule, MappedRecord record) throws Rejection {
        Origin origin = rule.origin();
        if (origin instanceof Origin.Constant constant) {
            return List.of(constant.text());
        }
        if (origin instanceof Origin.Joined joined) {
            String text = joined(joined, record);
            return rule.made(text == null ? List.of() : List.of(text));
        }
        for (Place place : origin.places()) {
            List<String> texts = texts(place, record);
            if (!texts.isEmpty()) {
                return rule.made(texts);
            }
        }
        return rule.made(List.of());
    }

    private @Nullable String joined(Origin.Joined joined, MappedRecord record) throws Rejection {
        List<String> parts = new ArrayList<>();
        for (Place place : joined.places()) {
            List<String> texts = texts(place, record);
            if (texts.size() > 1) {
                throw new Rejection(
                        Reason.DUPLICATE_FIELD,
                        Texts.description(place.written()) + " has more than one value, and is joined with others");
            }
            if (texts.isEmpty()) {
                return null;
            }
            parts.add(texts.get(0));
        }
        return String.join(joined.separator(), parts);
    }

    private List<String> texts(Place place, MappedRecord record) throws Rejection {
        if (place.isGroup()) {
            return found.get(place.group());
        }
        List<String> texts = new ArrayList<>();
        record.addTexts(place, texts);
        return texts;
    }

    /**
     * In JSON the subjects may be members of an array that says more of each: {@code persons[].id} and
     * {@code persons[].nationality} belong together as far as they go the same way.
     */
    private void readSubjects(FieldRule rule, MappedRecord record, Draft draft) throws Rejection {
        List<Near> near = new ArrayList<>();
        JsonPath path = record instanceof JsonRecord ? path(rule.origin(), record) : null;
        int keys = 0;
        for (FieldRule attribute : attributes) {
            JsonPath other = path == null ? null : path(attribute.origin(), record);
            int common = path == null || other == null ? 0 : Math.min(path.commonWith(other), path.length() - 1);
            if (common > 0 && other != null) {
                near.add(new Near(attribute, other));
                keys = Math.max(keys, common);
            } else {
                draft.subjects.put(attribute(attribute), made(attribute, record));
            }
        }
        if (path == null || near.isEmpty() || !(record instanceof JsonRecord json)) {
            draft.subjects.addEach(made(rule, record));
            return;
        }
        for (JsonRecord part : json.within(path, keys)) {
            Map<String, List<String>> told = new LinkedHashMap<>();
            for (Near attribute : near) {
                told.put(attribute(attribute.rule).name(), attribute.texts(part));
            }
            draft.subjects.addDescribed(made(rule, part), told);
        }
    }

    /** An attribute that stands near the subjects. */
    private final class Near {

        private final FieldRule rule;
        private final JsonPath path;
        private @Nullable JsonNode seenAt;
        private List<String> seen = List.of();

        Near(FieldRule rule, JsonPath path) {
            this.rule = rule;
            this.path = path;
        }

        /** What it is at one part of a record; of several parts that share where it stands only the first looks. */
        @SuppressWarnings("ReferenceEquality") // The very place, not one where the same stands.
        List<String> texts(JsonRecord part) throws Rejection {
            JsonNode start = part.start(path);
            if (start != seenAt) {
                seenAt = start;
                seen = made(rule, part);
            }
            return seen;
        }
    }

    /** The path that an origin takes in this record; null where it is none, as for groups and several joined. */
    private @Nullable JsonPath path(Origin origin, MappedRecord record) throws Rejection {
        if (origin instanceof Origin.First first) {
            for (Place place : first.places()) {
                if (first.places().size() == 1 || !texts(place, record).isEmpty()) {
                    return place.path();
                }
            }
        }
        return null;
    }

    private static Attribute attribute(FieldRule rule) {
        return (Attribute) rule.target();
    }
}
