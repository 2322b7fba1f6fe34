package dev.vigie.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vigie.model.Field;
import dev.vigie.model.Subject;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Vigie's own JSON: one object whose keys are field names. An unknown key is an error: it may be a field that somebody
 * misspelt.
 */
final class JsonEvents implements RecordParser {

    private final JsonFactory factory = JsonSyntax.factory();
    private final Set<Field> seen = EnumSet.noneOf(Field.class);

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        try (JsonParser json = factory.createParser(bytes, from, to - from)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Rejection(Reason.NOT_AN_EVENT, "not a JSON object");
            }
            seen.clear();
            for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                json.nextToken();
                Target target = target(key);
                if (target instanceof Target.Known known) {
                    Field field = known.field();
                    if (!seen.add(field)) {
                        throw new Rejection(Reason.DUPLICATE_FIELD, field.fieldName() + " is given twice");
                    }
                    read(json, field, draft);
                } else if (target instanceof Target.Attribute attribute) {
                    if (json.currentToken() != JsonToken.VALUE_NULL) {
                        draft.subjects.put(attribute, text(json, Texts.description(attribute.targetName())));
                    }
                }
            }
            if (json.nextToken() != null) {
                throw new Rejection(Reason.NOT_JSON, "more than one object in a line");
            }
        } catch (IOException e) {
            throw JsonSyntax.rejection(e);
        }
    }

    private static Target target(String key) throws Rejection {
        Target target = OwnFields.target(key);
        if (target == null) {
            throw new Rejection(
                    Reason.UNKNOWN_FIELD, "unknown key '" + Texts.description(key) + "'" + OwnFields.suggestion(key));
        }
        return target;
    }

    private static void read(JsonParser json, Field field, Draft draft) throws IOException, Rejection {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (field == Field.SUBJECT || field == Field.FIELD) {
            readList(json, field, draft);
        } else if (field == Field.ASSIGNED && token.isBoolean()) {
            draft.assigned = json.getBooleanValue();
        } else if (token == JsonToken.VALUE_NUMBER_INT && field.kind() == Field.Kind.NUMBER) {
            draft.put(field, number(json, field));
        } else {
            draft.put(field, text(json, field.fieldName()));
        }
    }

    private static long number(JsonParser json, Field field) throws IOException, Rejection {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new Rejection(
                    field == Field.TIME ? Reason.BAD_TIME : Reason.BAD_VALUE,
                    field.fieldName() + " must be a whole number below 2^63");
        }
        return json.getLongValue();
    }

    private static void readList(JsonParser json, Field field, Draft draft) throws IOException, Rejection {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            readMember(json, field, draft);
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            readMember(json, field, draft);
        }
    }

    private static void readMember(JsonParser json, Field field, Draft draft) throws IOException, Rejection {
        if (field == Field.FIELD) {
            draft.addField(text(json, "field"));
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            draft.subjects.add(subject(json));
        } else {
            draft.subjects.add(text(json, "subject"));
        }
    }

    private static Subject subject(JsonParser json) throws IOException, Rejection {
        String id = null;
        Map<String, String> attributes = Map.of();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            switch (key) {
                case "id" -> id = SubjectsDraft.id(text(json, "subject"));
                case "attributes" -> attributes = attributes(json);
                default ->
                    throw new Rejection(
                            Reason.UNKNOWN_FIELD, "a subject has id and attributes, not " + Texts.description(key));
            }
        }
        if (id == null || id.isEmpty()) {
            throw new Rejection(Reason.MISSING_FIELD, "a subject without an id");
        }
        return new Subject(id, attributes);
    }

    private static Map<String, String> attributes(JsonParser json) throws IOException, Rejection {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Rejection(Reason.BAD_VALUE, "a subject's attributes must be an object");
        }
        Map<String, String> attributes = new HashMap<>();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (attributes.size() == SubjectsDraft.ATTRIBUTES_MAX) {
                throw SubjectsDraft.tooManyAttributes();
            }
            attributes.put(Texts.description(key), Texts.description(text(json, "an attribute")));
        }
        return attributes;
    }

    /** A string; or a whole number or a truth value as it was written, since many logs write ids as numbers. */
    private static String text(JsonParser json, String what) throws IOException, Rejection {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT && !token.isBoolean()) {
            throw new Rejection(Reason.BAD_VALUE, what + " must be a string or a whole number");
        }
        return json.getText();
    }
}
