package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The subjects that a parser is filling in, and what the log says of them beside: a column {@code subject.nationality}
 * holds one value that is true of all of the row's subjects, or as many as there are subjects, in their order.
 */
final class SubjectsDraft {

    /** How many attributes a log may give a subject. */
    static final int ATTRIBUTES_MAX = 64;

    /** How far a row may be multiplied by giving each of its subjects what it says of all: a quarter of a line. */
    static final int SPREAD_CHARACTERS_MAX = LineParser.LINE_BYTES_MAX / 4;

    private static final String SEPARATOR = ";";

    private final List<Subject> subjects = new ArrayList<>();
    private final Map<String, String> columns = new LinkedHashMap<>();

    void clear() {
        subjects.clear();
        columns.clear();
    }

    /** Adds the subjects whose ids {@code text} lists, separated by semicolons. */
    void addAll(String text) throws Rejection {
        for (String id : text.split(SEPARATOR, -1)) {
            add(id.strip());
        }
    }

    /** Adds a subject of which only the id is known; nothing, if it is empty. */
    void add(String id) throws Rejection {
        if (!id.isEmpty()) {
            add(Subject.of(id(id)));
        }
    }

    void add(Subject subject) throws Rejection {
        if (subjects.size() == AccessEvent.SUBJECTS_MAX) {
            throw new Rejection(Reason.BAD_VALUE, "more than " + AccessEvent.SUBJECTS_MAX + " subjects in one event");
        }
        subjects.add(subject);
    }

    /** Notes an attribute of all subjects, or of each: several values are separated by semicolons. */
    void put(Mapping.Attribute attribute, String text) throws Rejection {
        if (text.isEmpty()) {
            return;
        }
        if (columns.containsKey(attribute.name())) {
            throw new Rejection(Reason.DUPLICATE_FIELD, attribute.column() + " is given twice");
        }
        if (columns.size() == ATTRIBUTES_MAX) {
            throw tooManyAttributes();
        }
        columns.put(attribute.name(), text);
    }

    /**
     * What was filled in. Attributes that a subject brought along are not replaced by a column's; and where the columns
     * come to more than {@value #SPREAD_CHARACTERS_MAX} characters once every subject has them, nobody gets them: that
     * many people must be counted, whatever else is known of them.
     */
    List<Subject> toList() throws Rejection {
        if (columns.isEmpty() || subjects.isEmpty()) {
            return subjects;
        }
        Map<String, String[]> values = new LinkedHashMap<>();
        long spread = 0;
        for (Map.Entry<String, String> column : columns.entrySet()) {
            String[] parts = column.getValue().split(SEPARATOR, -1);
            requireOneOrEach(column.getKey(), parts.length);
            values.put(column.getKey(), parts);
            int each = column.getKey().length() + (parts.length == 1 ? parts[0].length() : 0);
            spread += (long) each * subjects.size();
        }
        return spread > SPREAD_CHARACTERS_MAX ? subjects : described(values);
    }

    private void requireOneOrEach(String attribute, int count) throws Rejection {
        if (count != 1 && count != subjects.size()) {
            throw new Rejection(
                    Reason.BAD_VALUE,
                    Texts.description(new Mapping.Attribute(attribute).column()) + " has " + count + " values, for "
                            + subjects.size() + " subjects");
        }
    }

    private List<Subject> described(Map<String, String[]> values) throws Rejection {
        List<Subject> described = new ArrayList<>(subjects.size());
        for (Subject subject : subjects) {
            int index = described.size();
            Map<String, String> attributes = new HashMap<>();
            values.forEach((name, parts) -> {
                String value = parts[parts.length == 1 ? 0 : index].strip();
                if (!value.isEmpty()) {
                    attributes.put(Texts.description(name), Texts.description(value));
                }
            });
            attributes.putAll(subject.attributes());
            if (attributes.size() > ATTRIBUTES_MAX) {
                throw tooManyAttributes();
            }
            described.add(new Subject(subject.id(), attributes));
        }
        return described;
    }

    /** The id, if it can stand in an event. */
    static String id(String id) throws Rejection {
        if (id.length() > Subject.ID_LENGTH_MAX) {
            throw new Rejection(Reason.BAD_VALUE, "subject must have at most " + Subject.ID_LENGTH_MAX + " characters");
        }
        return Texts.name("subject", id);
    }

    static Rejection tooManyAttributes() {
        return new Rejection(Reason.BAD_VALUE, "more than " + ATTRIBUTES_MAX + " attributes in one subject");
    }
}
