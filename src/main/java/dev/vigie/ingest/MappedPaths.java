package dev.vigie.ingest;

import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mapping takes out of a record beside what its format says, such as {@code labels.dossier = subject}. A path's
 * keys may be nested or dotted, and an array on the way stands for each of its members. Where a path leads to
 * something, that wins over the format's own reading; subjects and fields are added to it.
 */
final class MappedPaths {

    private record Path(String column, List<String> keys, Mapping.Target target) {}

    private final List<Path> paths = new ArrayList<>();

    MappedPaths(Mapping mapping) {
        mapping.added().forEach((column, target) -> {
            if (!(target instanceof Mapping.Ignored)) {
                paths.add(new Path(column, List.of(column.split("\\.", -1)), target));
            }
        });
    }

    void read(JsonValue record, Draft draft) throws Rejection {
        for (Path path : paths) {
            List<String> texts = new ArrayList<>();
            for (JsonValue value : record.all(path.keys)) {
                String text = value.text();
                if (text != null) {
                    texts.add(text);
                }
            }
            if (texts.isEmpty()) {
                continue;
            }
            if (path.target instanceof Mapping.Attribute attribute) {
                draft.subjects.put(attribute, String.join(";", texts));
            } else if (path.target instanceof Mapping.Known known) {
                put(known.field(), path.column, texts, draft);
            }
        }
    }

    private static void put(Field field, String column, List<String> texts, Draft draft) throws Rejection {
        for (String text : texts) {
            if (field == Field.SUBJECT) {
                draft.subjects.add(text);
            } else if (field == Field.FIELD) {
                draft.addField(text);
            } else {
                draft.put(field, only(column, texts));
            }
        }
        if (field == Field.OPERATOR) {
            draft.operatorIsClaim = true;
        }
    }

    private static String only(String column, List<String> texts) throws Rejection {
        String first = texts.get(0);
        if (texts.stream().anyMatch(text -> !text.equals(first))) {
            throw new Rejection(Reason.DUPLICATE_FIELD, Texts.description(column) + " has more than one value");
        }
        return first;
    }
}
