package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

class ConditionParserTest {

    private static final List<String> NAMES = List.of("a", "sel_1", "sel_2", "filter_x", "_hidden");
    private static final List<String> SPACES = List.of(" ", "  ", "\n ");

    /** True where bit {@code bit} of the event's {@code bytes} is set. */
    private record Bit(int bit) implements Selection {
        @Override
        public boolean matches(AccessEvent event) {
            return (event.bytes() >> bit & 1) == 1;
        }

        @Override
        public Set<Field> fields() {
            return Set.of(Field.BYTES);
        }
    }

    /**
     * A condition as text, what it means for a set of true identifiers, and how tightly its text binds: 0 for or, 1 for
     * and, 2 for the rest.
     */
    private record Expression(String text, IntPredicate meaning, int binding) {}

    @Test
    void parse_randomConditions_meanWhatAnObviousEvaluatorSays() {
        for (long seed = 0; seed < 2_000; seed++) {
            Expression expression = random(new SplittableRandom(seed), 4);
            Selection selection = parse(expression.text);
            for (int bits = 0; bits < 1 << NAMES.size(); bits++) {
                AccessEvent event = JsonEvents.parse("{\"bytes\":" + bits + "}");
                assertThat(selection.matches(event))
                        .as("seed %d, bits %d: %s", seed, bits, expression.text)
                        .isEqualTo(expression.meaning.test(bits));
            }
        }
    }

    private static Selection parse(String text) {
        Problems problems = new Problems();
        Map<String, Selection> identifiers = new LinkedHashMap<>();
        NAMES.forEach(name -> identifiers.put(name, new Bit(identifiers.size())));
        Node node = YamlDocuments.read(new RuleFile("test", "\"" + text.replace("\n", "\\n") + "\""), problems)
                .get(0);
        Selection selection = ConditionParser.parse(
                new Source("test", problems, Vocabulary.STANDARD), (ScalarNode) node, identifiers);
        assertThatNoException().as(text).isThrownBy(problems::throwIfAny);
        return selection;
    }

    private static Expression random(SplittableRandom random, int depth) {
        int kind = depth == 0 ? random.nextInt(2) : random.nextInt(6);
        String space = SPACES.get(random.nextInt(SPACES.size()));
        return switch (kind) {
            case 0 -> {
                int bit = random.nextInt(NAMES.size());
                yield new Expression(NAMES.get(bit), bits -> (bits >> bit & 1) == 1, 2);
            }
            case 1 -> quantified(random);
            case 2 -> {
                Expression inner = random(random, depth - 1);
                String text = inner.binding == 2 ? inner.text : "(" + inner.text + ")";
                yield new Expression("not" + space + text, inner.meaning.negate(), 2);
            }
            case 3 -> {
                Expression inner = random(random, depth - 1);
                yield new Expression("( " + inner.text + ")", inner.meaning, 2);
            }
            default -> joined(random, depth, kind == 4, space);
        };
    }

    private static Expression joined(SplittableRandom random, int depth, boolean and, String space) {
        Expression left = random(random, depth - 1);
        Expression right = random(random, depth - 1);
        int binding = and ? 1 : 0;
        String text = bound(left, binding) + space + (and ? "and" : "or") + space + bound(right, binding);
        IntPredicate meaning = and ? left.meaning.and(right.meaning) : left.meaning.or(right.meaning);
        return new Expression(text, meaning, binding);
    }

    private static String bound(Expression inner, int binding) {
        return inner.binding < binding ? "(" + inner.text + ")" : inner.text;
    }

    private static Expression quantified(SplittableRandom random) {
        List<String> patterns = List.of("them", "sel_*", "*", "*_*", "filter*", "a", "_*", "*l*2", "s*l*_*1");
        List<Integer> masks = List.of(0b01111, 0b00110, 0b11111, 0b11110, 0b01000, 0b00001, 0b10000, 0b00100, 0b00010);
        int chosen = random.nextInt(patterns.size());
        int mask = masks.get(chosen);
        return random.nextBoolean()
                ? new Expression("1 of " + patterns.get(chosen), bits -> (bits & mask) != 0, 2)
                : new Expression("all of " + patterns.get(chosen), bits -> (bits & mask) == mask, 2);
    }

    @Test
    void parse_saidInAnotherOrder_isTheSameSelection() {
        List<String> same = new ArrayList<>(List.of(
                "a and sel_1 and not sel_2",
                "not sel_2 and (sel_1 and a)",
                "(a) and sel_1 and a and not not not sel_2"));
        for (String text : same) {
            assertThat(parse(text)).isEqualTo(parse(same.get(0)));
            assertThat(parse(text)).hasToString(parse(same.get(0)).toString());
        }
        assertThat(parse("a or sel_1")).isNotEqualTo(parse("a and sel_1"));
    }
}
