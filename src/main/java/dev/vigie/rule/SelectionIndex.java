package dev.vigie.rule;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds, among many selections, those that match an event, asking only those that have a chance: most rules of a large
 * set want a certain text in a certain field, and an event that lacks it need not be held against them one by one.
 * Immutable; each thread takes a matcher of its own.
 *
 * <p><b>Idea.</b> Every selection has a {@link Guard}: the combinations of action and outcome that it can match with,
 * and, where it asks for one, literals of which one must stand in a field. Selections without literals are listed by
 * combination. Those with literals are found by one {@link LiteralAutomaton} a field, in one pass over the field's
 * texts. What is found is then asked in full. A guard is necessary, never sufficient, so the answer is that of asking
 * all.
 */
public final class SelectionIndex {

    private final Selection[] selections;
    private final int[] combinations;
    /** For each combination of action and outcome the selections without literals. */
    private final int[][] unguarded;

    private final Field[] fields;
    private final LiteralAutomaton[] automata;

    public SelectionIndex(List<Selection> selections) {
        this.selections = selections.toArray(Selection[]::new);
        this.combinations = new int[this.selections.length];
        List<List<Integer>> byCombination = new ArrayList<>();
        for (int i = 0; i < Guard.combinationCount(); i++) {
            byCombination.add(new ArrayList<>());
        }
        Map<Field, LiteralAutomaton.Builder> builders = new EnumMap<>(Field.class);
        for (int i = 0; i < this.selections.length; i++) {
            Guard guard = Guard.of(this.selections[i]);
            combinations[i] = guard.combinations();
            List<Guard.Literal> literals = guard.literals();
            if (literals == null) {
                list(i, guard.combinations(), byCombination);
            } else {
                for (Guard.Literal literal : literals) {
                    builders.computeIfAbsent(literal.field(), field -> new LiteralAutomaton.Builder())
                            .add(literal.folded(), i);
                }
            }
        }
        this.unguarded = byCombination.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        this.fields = builders.keySet().toArray(Field[]::new);
        this.automata =
                builders.values().stream().map(LiteralAutomaton.Builder::build).toArray(LiteralAutomaton[]::new);
    }

    private static void list(int selection, int combinations, List<List<Integer>> byCombination) {
        for (int i = 0; i < byCombination.size(); i++) {
            if (((combinations >> i) & 1) != 0) {
                byCombination.get(i).add(selection);
            }
        }
    }

    public int size() {
        return selections.length;
    }

    public Matcher newMatcher() {
        return new Matcher();
    }

    /** The index at work, with its scratch space. Used by one thread. */
    public final class Matcher implements LiteralAutomaton.Found {

        /** For each selection the last event at which its literals were found. */
        private final int[] askedAt = new int[selections.length];

        private final int[] candidates = new int[selections.length];
        private int candidateCount;
        private int eventNumber;
        private int combination;

        private Matcher() {}

        /**
         * Puts the indexes of the selections that match {@code event}, in no particular order, into {@code found},
         * which has room for all.
         *
         * @return how many there are
         */
        public int match(AccessEvent event, int[] found) {
            eventNumber++;
            candidateCount = 0;
            combination = Guard.combination(event.action(), event.outcome());
            for (int i = 0; i < fields.length; i++) {
                search(event, fields[i], automata[i]);
            }
            int count = ask(event, unguarded[combination], unguarded[combination].length, found, 0);
            return ask(event, candidates, candidateCount, found, count);
        }

        private void search(AccessEvent event, Field field, LiteralAutomaton automaton) {
            if (field.kind() == Field.Kind.TEXT) {
                String text = field.text(event);
                if (text != null) {
                    automaton.find(text, this);
                }
                return;
            }
            int count = field.textCount(event);
            for (int i = 0; i < count; i++) {
                automaton.find(field.textAt(event, i), this);
            }
        }

        @Override
        public void accept(int selection) {
            if (askedAt[selection] != eventNumber && ((combinations[selection] >> combination) & 1) != 0) {
                askedAt[selection] = eventNumber;
                candidates[candidateCount] = selection;
                candidateCount++;
            }
        }

        private int ask(AccessEvent event, int[] asked, int askedCount, int[] found, int foundBefore) {
            int count = foundBefore;
            for (int i = 0; i < askedCount; i++) {
                if (selections[asked[i]].matches(event)) {
                    found[count] = asked[i];
                    count++;
                }
            }
            return count;
        }
    }
}
