package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One way in which events find their groups: the fields that stand for a grouping's names.
 *
 * @param names of the grouping
 * @param fields one for each name; at most one of them has several values in one event
 */
record Keying(List<String> names, List<Field> fields) {

    Keying {
        names = List.copyOf(names);
        fields = List.copyOf(fields);
    }

    /**
     * Hands over each group that {@code event} belongs to: none where it lacks a field, one for each value of a list. A
     * subject is in a group's key only as alerts may show it.
     *
     * @param known gives the groups
     * @param groups is told each with the place of its subject in the event; -1 where the key has none
     */
    void groupsOf(AccessEvent event, SubjectHash subjectHash, KnownGroups known, ObjIntConsumer<Group> groups) {
        String[] values = new String[fields.size()];
        int list = -1;
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            if (field.kind() == Field.Kind.TEXTS) {
                list = i;
            } else {
                String value = single(field, event);
                if (value == null) {
                    return;
                }
                values[i] = value;
            }
        }
        if (list < 0) {
            groups.accept(known.of(names, values), -1);
            return;
        }
        Field field = fields.get(list);
        Set<String> distinct = new HashSet<>();
        for (int i = 0; i < field.textCount(event); i++) {
            String value = field.textAt(event, i);
            if (distinct.add(value)) {
                boolean isSubject = field == Field.SUBJECT;
                values[list] = isSubject ? subjectHash.of(value) : value;
                groups.accept(known.of(names, values), isSubject ? i : -1);
            }
        }
    }

    private static @Nullable String single(Field field, AccessEvent event) {
        if (field.kind() == Field.Kind.TEXT) {
            return field.text(event);
        }
        long number = field.number(event);
        return number == AccessEvent.UNKNOWN ? null : Long.toString(number);
    }
}
