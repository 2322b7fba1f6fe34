package dev.vigie.ingest;

import dev.vigie.ingest.Target.Attribute;
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
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private long describedCharacters;

    void clear() {
        subjects.clear();
        columns.clear();
        describedCharacters = 0;
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

    /** Adds as many subjects of which only the ids are known. */
    void addEach(List<String> ids) throws Rejection {
        for (String id : ids) {
            add(id);
        }
    }

    /**
     * Adds subjects with what is told of them: of each attribute one value that is true of all, or as many as there are
     * subjects, in their order; or none. Where there is no subject, whatever is told is told of nobody.
     */
    void addDescribed(List<String> ids, Map<String, List<String>> told) throws Rejection {
        if (ids.isEmpty()) {
            return;
        }
        for (Map.Entry<String, List<String>> attribute : told.entrySet()) {
            if (!attribute.getValue().isEmpty()) {
                requireOneOrEach(attribute.getKey(), attribute.getValue().size(), ids.size());
            }
        }
        for (int i = 0; i < ids.size(); i++) {
            int index = i;
            Map<String, String> attributes = new HashMap<>();
            told.forEach((name, values) -> {
                if (!values.isEmpty()) {
                    String value = Texts.description(values.get(values.size() == 1 ? 0 : index));
                    attributes.put(Texts.description(name), value);
                    describedCharacters += name.length() + value.length();
                }
            });
            add(new Subject(id(ids.get(i)), attributes));
        }
    }

    /** Notes an attribute of all subjects, or of each: several values are separated by semicolons. */
    void put(Attribute attribute, String text) throws Rejection {
        if (!text.isEmpty()) {
            put(attribute, List.of(text.split(SEPARATOR, -1)));
        }
    }

    /** The same from a list; nothing, if it is empty. */
    void put(Attribute attribute, List<String> values) throws Rejection {
        if (values.isEmpty()) {
            return;
        }
        if (columns.containsKey(attribute.name())) {
            throw new Rejection(Reason.DUPLICATE_FIELD, attribute.targetName() + " is given twice");
        }
        if (columns.size() == ATTRIBUTES_MAX) {
            throw tooManyAttributes();
        }
        columns.put(attribute.name(), values);
    }

    /**
     * What was filled in. Attributes that a subject brought along are not replaced by a column's; and where columns
     * come to more than {@value #SPREAD_CHARACTERS_MAX} characters once every subject has them, or what a mapping found
     * beside the subjects to more than {@value LineParser#LINE_BYTES_MAX}, nobody gets it: that many people must be
     * counted, whatever else is known of them.
     */
    List<Subject> toList() throws Rejection {
        if (describedCharacters > LineParser.LINE_BYTES_MAX) {
            subjects.replaceAll(subject -> Subject.of(subject.id()));
        }
        if (columns.isEmpty() || subjects.isEmpty()) {
            return subjects;
        }
        long spread = 0;
        for (Map.Entry<String, List<String>> column : columns.entrySet()) {
            List<String> values = column.getValue();
            requireOneOrEach(column.getKey(), values.size(), subjects.size());
            int each = column.getKey().length()
                    + (values.size() == 1 ? values.get(0).length() : 0);
            spread += (long) each * subjects.size();
        }
        return spread > SPREAD_CHARACTERS_MAX ? subjects : described();
    }

    private static void requireOneOrEach(String attribute, int count, int subjects) throws Rejection {
        if (count != 1 && count != subjects) {
            throw new Rejection(
                    Reason.BAD_VALUE,
                    Texts.description(new Attribute(attribute).targetName()) + " has " + count + " values, for "
                            + subjects + " subjects");
        }
    }

    private List<Subject> described() throws Rejection {
        List<Subject> described = new ArrayList<>(subjects.size());
        for (Subject subject : subjects) {
            int index = described.size();
            Map<String, String> attributes = new HashMap<>();
            columns.forEach((name, values) -> {
                String value = values.get(values.size() == 1 ? 0 : index).strip();
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
