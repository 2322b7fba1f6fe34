package dev.vigie.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all rules of a set have in common: names of fields, and the lists that placeholders stand for.
 *
 * @param lists the values of a placeholder, by its name
 */
record Vocabulary(FieldNames names, Map<String, List<String>> lists) {

    static final Vocabulary STANDARD = new Vocabulary(FieldNames.STANDARD, Map.of());

    Vocabulary {
        lists = Map.copyOf(lists);
    }

    /** The values of a placeholder, or null where no file gives them. */
    @Nullable
    List<String> list(String placeholder) {
        return lists.get(placeholder);
    }
}
