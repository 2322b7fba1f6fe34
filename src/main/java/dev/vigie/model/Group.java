package dev.vigie.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whose activity is added up: an account, or an account on one register, and so on.
 *
 * @param fields what the group is made of, in {@link Field}'s order; OPERATOR always stands first
 * @param values one value for each field
 */
public record Group(List<Field> fields, List<String> values) {

    /** The grouping that every event belongs to. An account's name is unique only within its operator. */
    public static final List<Field> ACCOUNT = List.of(Field.OPERATOR, Field.ACCOUNT);

    public Group {
        fields = List.copyOf(fields);
        values = List.copyOf(values);
        if (fields.size() != values.size() || fields.isEmpty() || fields.get(0) != Field.OPERATOR) {
            throw new IllegalArgumentException("a group has one value for each field, the operator first");
        }
    }

    public static Group account(String operator, String account) {
        return new Group(ACCOUNT, List.of(operator, account));
    }

    public String operator() {
        return values.get(0);
    }

    /** What alerts and rules call this kind of group: {@code account}, {@code account+resource}, {@code operator}. */
    public String kind() {
        return fields.size() == 1
                ? Field.OPERATOR.fieldName()
                : String.join("+", fields.stream().skip(1).map(Field::fieldName).toList());
    }

    /** The group's values by field name, sorted by name. */
    public Map<String, String> valuesByName() {
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < fields.size(); i++) {
            byName.put(fields.get(i).fieldName(), values.get(i));
        }
        return byName;
    }

    /** How an analyst would write it: the values joined by a slash. */
    @Override
    public String toString() {
        return String.join("/", values);
    }
}
