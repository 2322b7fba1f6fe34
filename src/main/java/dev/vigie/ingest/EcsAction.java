package dev.vigie.ingest;

import dev.vigie.model.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an ECS event did. Its type, a closed list, decides; its action, which is free text such as
 * {@code patient-record-exported} or {@code FileDownloaded}, says what kind of an access it was, or stands in for a
 * type that says nothing.
 */
final class EcsAction {

    /** What the words of an action mean; where it has several, the first of these actions counts. */
    private static final Map<Action, List<String>> WORDS_BY_ACTION = Map.of(
            Action.EXPORT, List.of("export", "exported", "download", "downloaded"),
            Action.PRINT, List.of("print", "printed"),
            Action.SEARCH, List.of("search", "searched", "query", "queried", "find"),
            Action.LIST, List.of("list", "listed", "browse", "browsed"),
            Action.READ, List.of("read", "view", "viewed", "open", "opened", "access", "accessed", "get", "select"),
            Action.DELETE, List.of("delete", "deleted", "remove", "removed"),
            Action.CREATE, List.of("create", "created", "insert", "inserted", "add", "added", "upload", "uploaded"),
            Action.UPDATE, List.of("update", "updated", "modify", "modified", "change", "changed", "edit", "edited"),
            Action.LOGIN, List.of("login", "logon", "signin"));

    private static final Map<String, Action> ACTIONS = byWord();

    /** An action longer than this is prose. */
    private static final int NAME_LENGTH_MAX = 256;

    private EcsAction() {}

    static Action of(Set<String> categories, Set<String> types, @Nullable String name) {
        Action named = name == null ? null : named(name);
        if (types.contains("access")) {
            return named != null && named.exposes() ? named : Action.READ;
        }
        boolean signsIn = categories.contains("authentication")
                || (categories.contains("session") && types.contains("start"))
                || named == Action.LOGIN;
        if (signsIn) {
            return types.contains("end") ? Action.OTHER : Action.LOGIN;
        }
        if (types.contains("deletion")) {
            return Action.DELETE;
        }
        if (types.contains("creation")) {
            return Action.CREATE;
        }
        if (types.contains("change")) {
            return Action.UPDATE;
        }
        return named != null ? named : Action.OTHER;
    }

    /** The action that the words of a name tell, or null. */
    static @Nullable Action named(String name) {
        Action first = null;
        for (String word : words(name.substring(0, Math.min(name.length(), NAME_LENGTH_MAX)))) {
            Action action = ACTIONS.get(word);
            if (action != null && (first == null || rank(action) < rank(first))) {
                first = action;
            }
        }
        return first;
    }

    /** What takes more away comes first: an action that lists what it exports is an export. */
    private static int rank(Action action) {
        return switch (action) {
            case EXPORT -> 0;
            case PRINT -> 1;
            case SEARCH -> 2;
            case LIST -> 3;
            case DELETE -> 4;
            case CREATE -> 5;
            case UPDATE -> 6;
            case LOGIN -> 7;
            case READ -> 8;
            case OTHER -> 9;
        };
    }

    /** The words of {@code file-downloaded}, {@code FileDownloaded}, {@code file_downloaded}, in lower case. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean letter = i < name.length() && Character.isLetter(name.charAt(i));
            boolean begins = letter
                    && i > start
                    && Character.isUpperCase(name.charAt(i))
                    && Character.isLowerCase(name.charAt(i - 1));
            if (!letter || begins) {
                if (i > start) {
                    words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = letter ? i : i + 1;
            }
        }
        return words;
    }

    private static Map<String, Action> byWord() {
        Map<String, Action> actions = new HashMap<>();
        WORDS_BY_ACTION.forEach((action, words) -> words.forEach(word -> actions.put(word, action)));
        return Map.copyOf(actions);
    }
}
