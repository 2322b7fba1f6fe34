package dev.vigie.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table from the names of data fields, as logs spell them, to what they tell of a person: a category of the GDPR and
 * a weight. Immutable but for a cache of what was asked; may be shared by threads.
 *
 * <p><b>Idea.</b> Logs spell one field in many ways. A name is split into words at all that is no letter or digit,
 * where a capital follows a small letter, and between letters and digits; case and accents are dropped. All words
 * together are looked up first, so that {@code birth_date}, {@code birthDate} and {@code BIRTHDATE} are one. A name
 * that the table lacks is what the longest run of its whole words is that the table has
 * ({@code applicant.passport_number2} is a {@code passport_number}); of runs of one length the heavier, since to weigh
 * too much costs an analyst a look and to weigh too little a theft. Each name is resolved once and then remembered, up
 * to {@value #CACHED_NAMES_MAX} names: logs have few, and one with more of them is resolved again at each event.
 */
public final class Sensitivity {

    /** What a field can be; {@code other} for what is none of the rest. */
    public static final Set<String> CATEGORIES = Set.of(
            "identity",
            "contact",
            "official-document",
            "birth",
            "nationality-origin",
            "health",
            "biometric",
            "belief",
            "sexual-life",
            "criminal",
            "financial",
            "family",
            "location",
            "residence-status",
            "employment",
            "education",
            "other");

    /** The most that one field, or all fields of one event together, weigh. */
    public static final int WEIGHT_MAX = 100;

    /** What a field weighs that the table does not know: as much as a name. */
    public static final int UNKNOWN_WEIGHT = 1;

    static final int CACHED_NAMES_MAX = 4_096;
    /** Of a name only the last words are looked at, where the thing itself stands. */
    private static final int WORDS_MAX = 12;

    private static final int NAME_CHARS_MAX = 256;
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+"
            + "|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})");

    private static final Entry UNKNOWN = new Entry(null, UNKNOWN_WEIGHT);

    private final Map<String, Entry> byKey;
    private final Map<String, Entry> cache = new ConcurrentHashMap<>();

    /**
     * What a field tells of a person.
     *
     * @param category one of {@link #CATEGORIES}, or null where nobody knows
     * @param weight 0 to {@value #WEIGHT_MAX}; 1 is a name's
     */
    public record Entry(@Nullable String category, int weight) {
        public Entry {
            if (weight < 0 || weight > WEIGHT_MAX || (category != null && !CATEGORIES.contains(category))) {
                throw new IllegalArgumentException(category + " " + weight);
            }
        }
    }

    /**
     * @param entries by name, of which no two have the same {@link #key}
     * @throws IllegalArgumentException if two have
     */
    public Sensitivity(Map<String, Entry> entries) {
        Map<String, Entry> keyed = new HashMap<>();
        entries.forEach((name, entry) -> {
            if (keyed.put(key(name), entry) != null) {
                throw new IllegalArgumentException("two fields are called " + name);
            }
        });
        byKey = Map.copyOf(keyed);
    }

    /** The one form of all spellings of a name; empty where it has neither letters nor digits. */
    public static String key(String name) {
        return String.join("", words(name));
    }

    /** What a field tells of a person, one of {@link #CATEGORIES}, or null where the table does not know it. */
    public @Nullable String category(String field) {
        return entry(field).category();
    }

    /** How much a field tells: 0 to {@value #WEIGHT_MAX}, 1 for a name and for what the table does not know. */
    public int weight(String field) {
        return entry(field).weight();
    }

    /**
     * How much several fields of one person tell together: the sum, since each adds to what a thief knows, but at most
     * {@value #WEIGHT_MAX}, since one wide file must not outweigh many people. 0 of no fields.
     */
    public int weight(List<String> fields) {
        int sum = 0;
        for (int i = 0; i < fields.size() && sum < WEIGHT_MAX; i++) { // by index: this runs for every event
            sum += weight(fields.get(i));
        }
        return Math.min(sum, WEIGHT_MAX);
    }

    private Entry entry(String field) {
        Entry known = cache.get(field);
        if (known != null) {
            return known;
        }
        Entry resolved = resolve(field);
        if (cache.size() < CACHED_NAMES_MAX) {
            cache.put(field, resolved);
        }
        return resolved;
    }

    private Entry resolve(String field) {
        List<String> words = words(field);
        Entry exact = byKey.get(String.join("", words));
        if (exact != null) {
            return exact;
        }
        Entry found = UNKNOWN;
        int foundChars = 0;
        for (int from = 0; from < words.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from; to < words.size(); to++) {
                run.append(words.get(to));
                Entry entry = byKey.get(run.toString());
                boolean longer = run.length() > foundChars;
                if (entry != null && (longer || (run.length() == foundChars && entry.weight() > found.weight()))) {
                    found = entry;
                    foundChars = run.length();
                }
            }
        }
        return found;
    }

    private static List<String> words(String name) {
        String end = name.substring(Math.max(0, name.length() - NAME_CHARS_MAX));
        String plain =
                ACCENTS.matcher(Normalizer.normalize(end, Normalizer.Form.NFD)).replaceAll("");
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN_WORDS.split(plain, -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words.subList(Math.max(0, words.size() - WORDS_MAX), words.size());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sensitivity table && byKey.equals(table.byKey);
    }

    @Override
    public int hashCode() {
        return byKey.hashCode();
    }
}
