package dev.vigie.rule;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which an event's text may be one, found without a copy of it in lower case. Open addressing with linear
 * probing, at most half full, by a hash of the characters as {@link String#equalsIgnoreCase} folds them.
 */
final class TextTable {

    private final List<String> texts;
    private final boolean cased;
    private final @Nullable String[] slots;

    TextTable(Collection<String> texts, boolean cased) {
        this.texts = texts.stream().distinct().sorted().toList();
        this.cased = cased;
        this.slots = new @Nullable String[Integer.highestOneBit(Math.max(1, this.texts.size())) << 2];
        this.texts.forEach(this::put);
    }

    private void put(String text) {
        int slot = hash(text) & (slots.length - 1);
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = text;
    }

    /** In their natural order, each once. */
    List<String> texts() {
        return texts;
    }

    boolean cased() {
        return cased;
    }

    boolean contains(String text) {
        int slot = hash(text) & (slots.length - 1);
        for (String found = slots[slot]; found != null; found = slots[slot]) {
            if (cased ? found.equals(text) : found.equalsIgnoreCase(text)) {
                return true;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return false;
    }

    private static int hash(String text) {
        int hash = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            hash = 31 * hash + WildcardPattern.folded(c);
            i += Character.charCount(c);
        }
        return hash ^ hash >>> 16;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextTable table && cased == table.cased && texts.equals(table.texts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new int[] {texts.hashCode(), Boolean.hashCode(cased)});
    }
}
