package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The index against asking every selection. */
class SelectionIndexTest {

    private static final Field[] TEXTS = {Field.ACCOUNT, Field.RESOURCE, Field.SRC_IP, Field.SUBJECT};

    private static Selection selection(Random random, int depth) {
        int dice = random.nextInt(depth == 0 ? 7 : 10);
        Field field = TEXTS[random.nextInt(TEXTS.length)];
        boolean cased = random.nextInt(3) == 0;
        return switch (dice) {
            case 0 -> new FieldMatch.Textual(field, new TextTest.Equal(text(random), cased));
            case 1 -> new FieldMatch.Textual(field, new TextTest.StartsWith(text(random), cased));
            case 2 -> new FieldMatch.Textual(field, new TextTest.EndsWith(text(random), cased));
            case 3 -> new FieldMatch.Textual(field, new TextTest.Contains(text(random), cased));
            case 4 -> new FieldMatch.ActionIn(EnumSet.of(any(random, Action.values())));
            case 5 -> new FieldMatch.OutcomeIn(EnumSet.of(any(random, Outcome.values())));
            case 6 ->
                new FieldMatch.Textual(
                        field, new TextTest.OneOf(new TextTable(List.of(text(random), text(random)), cased)));
            case 7 -> Not.of(selection(random, depth - 1));
            case 8 -> Junction.allOf(parts(random, depth - 1));
            default -> Junction.anyOf(parts(random, depth - 1));
        };
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static List<Selection> parts(Random random, int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> selection(random, depth))
                .toList();
    }

    /** Short texts over few letters, some of which fold in unusual ways, so that much matches. */
    private static String text(Random random) {
        String letters = "abABſSkK\u212aÄä\uD83D\uDE00";
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length())));
            text.appendCodePoint(letters.codePointAt(at));
        }
        return text.toString();
    }

    private static AccessEvent event(Random random) {
        return new AccessEvent(
                "e",
                AccessEvent.TIME_MILLIS_MIN,
                AccessEvent.UNKNOWN,
                "o",
                text(random) + text(random),
                null,
                null,
                random.nextBoolean() ? null : text(random) + text(random),
                any(random, Action.values()),
                any(random, Outcome.values()),
                random.nextBoolean() ? List.of() : List.of(Subject.of(text(random)), Subject.of(text(random))),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                random.nextBoolean() ? null : text(random),
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }

    @Test
    void match_randomSelectionsAndEvents_findsWhatAskingAllFinds() {
        long matches = 0;
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Selection> selections = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                selections.add(selection(random, 3));
            }
            SelectionIndex.Matcher matcher = new SelectionIndex(selections).newMatcher();
            int[] found = new int[selections.size()];
            for (int i = 0; i < 80; i++) {
                AccessEvent event = event(random);
                int count = matcher.match(event, found);
                int[] expected = IntStream.range(0, selections.size())
                        .filter(each -> selections.get(each).matches(event))
                        .toArray();
                assertThat(Arrays.stream(found, 0, count).sorted().toArray())
                        .as("seed %d, %s", seed, event)
                        .containsExactly(expected);
                matches += count;
            }
        }
        assertThat(matches).isPositive();
    }
}
