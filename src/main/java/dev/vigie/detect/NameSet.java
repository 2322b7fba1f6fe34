package dev.vigie.detect;

import dev.vigie.measure.SlidingDistinct;
import dev.vigie.model.Alert.Names;
import java.util.List;
import java.util.TreeSet;

/**
 * The names seen in an episode: the first {@value #NAMES_MAX} in alphabetical order, whatever the order they came in,
 * and how many there were.
 */
final class NameSet {

    static final int NAMES_MAX = 20;

    final TreeSet<String> names = new TreeSet<>();
    final SlidingDistinct all;

    NameSet() {
        this(new SlidingDistinct(Episode.FOREVER_MILLIS));
    }

    NameSet(SlidingDistinct all) {
        this.all = all;
    }

    void add(String name, long hash) {
        if (names.contains(name)) {
            return;
        }
        all.add(0, hash);
        names.add(name);
        if (names.size() > NAMES_MAX) {
            names.pollLast();
        }
    }

    Names names() {
        return names.isEmpty() ? Names.NONE : new Names(List.copyOf(names), Math.round(all.value()));
    }
}
