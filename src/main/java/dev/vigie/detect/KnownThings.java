package dev.vigie.detect;

import java.util.HashMap;
import java.util.Map;

/**
 * What a message has said so far of one kind of thing, and under which number: said again, it is only the number. The
 * first {@value #THINGS_MAX} are known; whoever reads counts them the same way.
 */
final class KnownThings<T> {

    /** Further things are written out each time. */
    static final int THINGS_MAX = 4_096;

    private final Map<T, Integer> numbers = new HashMap<>();

    /** The number under which the thing is known, or {@link CompactOutput#NEW}: then it is from now on. */
    int numberOf(T thing) {
        Integer number = numbers.get(thing);
        if (number != null) {
            return number;
        }
        if (numbers.size() < THINGS_MAX) {
            numbers.put(thing, numbers.size());
        }
        return CompactOutput.NEW;
    }
}
