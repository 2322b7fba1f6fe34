package dev.vigie.replay;

import java.util.ArrayList;
import java.util.List;

/** Distinct names as a cell lists them: the first {@value #NAMES_MAX} in order, and how many more there were. */
final class NameList {

    static final int NAMES_MAX = 16;

    private final List<String> names = new ArrayList<>();
    private String last = "";
    private long more;
    private boolean empty = true;

    /** Takes in a name; they come in order, some several times. */
    void add(String name) {
        if (!empty && name.equals(last)) {
            return;
        }
        empty = false;
        last = name;
        if (names.size() < NAMES_MAX) {
            names.add(name);
        } else {
            more++;
        }
    }

    /** The first ones, in order. */
    List<String> names() {
        return names;
    }

    /** Joined by semicolons, with {@code +N} at the end where there were N more. */
    @Override
    public String toString() {
        String joined = CsvFile.joined(names);
        return more == 0 ? joined : joined + ";+" + more;
    }
}
