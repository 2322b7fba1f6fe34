package dev.vigie.wire;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events with every mixture of present and absent values, from a seed. */
final class RandomEvents {

    private static final String ALPHABET = "abcXYZ019 -_.:/\"\\\n\u007Féßж中\uFFFD\uD83D\uDE00";

    private final SplittableRandom random;

    RandomEvents(long seed) {
        random = new SplittableRandom(seed);
    }

    AccessEvent next() {
        return new AccessEvent(
                text(1, 40),
                random.nextLong(AccessEvent.TIME_MILLIS_MIN, AccessEvent.TIME_MILLIS_MAX),
                count(),
                text(1, 12),
                text(1, 200),
                maybe(() -> text(0, 10)),
                maybe(() -> text(0, 10)),
                maybe(() -> text(0, 10)),
                one(List.of(Action.values())),
                one(List.of(Outcome.values())),
                list(this::subject),
                count(),
                count(),
                list(() -> text(0, 8)),
                maybe(() -> text(0, 39)),
                maybe(() -> text(0, 300)),
                maybe(() -> text(0, 3)),
                maybe(() -> text(0, 10)),
                maybe(random::nextBoolean),
                count(),
                maybe(() -> text(0, 10)),
                random.nextBoolean());
    }

    private Subject subject() {
        Map<String, String> attributes = new TreeMap<>();
        int size = Math.max(0, random.nextInt(6) - 2);
        for (int i = 0; i < size; i++) {
            attributes.put(text(0, 8), text(0, 8));
        }
        return new Subject(text(1, 30), attributes);
    }

    private <T> List<T> list(Supplier<T> item) {
        int size = random.nextInt(3) == 0 ? random.nextInt(200) : random.nextInt(3);
        List<T> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(item.get());
        }
        return items;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    /** Numbers of every length. */
    private long count() {
        return random.nextInt(4) == 0 ? AccessEvent.UNKNOWN : random.nextLong() >>> random.nextInt(1, 64);
    }

    private String text(int lengthMin, int lengthMax) {
        int length = random.nextInt(lengthMin, lengthMax + 1);
        StringBuilder text = new StringBuilder();
        boolean plain = random.nextBoolean();
        while (text.length() < length) {
            if (plain) {
                text.append((char) random.nextInt('a', 'z' + 1));
            } else {
                text.appendCodePoint(ALPHABET.codePointAt(
                        ALPHABET.offsetByCodePoints(0, random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length())))));
            }
        }
        return text.toString();
    }
}
