package dev.vigie.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Finds which of many literals stand anywhere in a text, whatever their case, in one pass over it: the automaton of Aho
 * and Corasick (<i>Efficient string matching</i>, 1975). A state stands for the longest beginning of a literal that the
 * text read so far ends with; where no literal goes on with the next character, the state falls back to the next
 * shorter such ending. Every character moves forward once and falls back at most as often as it has moved forward, so
 * the time is linear in the text, plus the literals found. Transitions lie in one open-addressing table of longs.
 * Immutable once built.
 */
final class LiteralAutomaton {

    private static final int ROOT = 0;
    private static final long FREE = -1;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** Takes one value of a literal that was found; the same one perhaps several times. */
    @FunctionalInterface
    interface Found {
        void accept(int value);
    }

    private final long[] keys;
    private final int[] targets;
    private final int[] fallback;
    /** The nearest shorter ending that is a whole literal, or {@link #ROOT}. */
    private final int[] shorterLiteral;

    private final int[][] values;

    private LiteralAutomaton(Builder builder) {
        int capacity = Integer.highestOneBit(Math.max(4, builder.transitions())) << 2;
        keys = new long[capacity];
        targets = new int[capacity];
        Arrays.fill(keys, FREE);
        int states = builder.states.size();
        fallback = new int[states];
        shorterLiteral = new int[states];
        values = builder.values.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        for (int state = 0; state < states; state++) {
            for (Builder.Edge edge : builder.states.get(state)) {
                put(state, edge.character(), edge.target());
            }
        }
        link(builder);
    }

    /** Finds the fallbacks, the shorter states' before the longer ones'. */
    private void link(Builder builder) {
        Queue<Integer> queue = new ArrayDeque<>();
        queue.add(ROOT);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (Builder.Edge edge : builder.states.get(state)) {
                int target = edge.target();
                fallback[target] = state == ROOT ? ROOT : next(fallback[state], edge.character());
                shorterLiteral[target] =
                        values[fallback[target]].length > 0 ? fallback[target] : shorterLiteral[fallback[target]];
                queue.add(target);
            }
        }
    }

    private void put(int state, char c, int target) {
        long key = ((long) state << Character.SIZE) | c;
        int slot = slot(key);
        while (keys[slot] != FREE) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        targets[slot] = target;
    }

    private int slot(long key) {
        long spread = key * SPREAD;
        return (int) (spread ^ (spread >>> 32)) & (keys.length - 1);
    }

    /** The state that literals go on to, or -1. */
    private int edge(int state, char c) {
        long key = ((long) state << Character.SIZE) | c;
        int slot = slot(key);
        while (keys[slot] != FREE) {
            if (keys[slot] == key) {
                return targets[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return -1;
    }

    private int next(int from, char c) {
        int state = from;
        while (true) {
            int target = edge(state, c);
            if (target >= 0) {
                return target;
            }
            if (state == ROOT) {
                return ROOT;
            }
            state = fallback[state];
        }
    }

    /** Hands over the values of all literals that stand in {@code text}. */
    void find(String text, Found found) {
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = next(state, Guard.fold(text.charAt(i)));
            for (int literal = state; literal != ROOT; literal = shorterLiteral[literal]) {
                for (int value : values[literal]) {
                    found.accept(value);
                }
            }
        }
    }

    /** Collects the literals. */
    static final class Builder {

        private record Edge(char character, int target) {}

        private final List<List<Edge>> states = new ArrayList<>();
        private final List<List<Integer>> values = new ArrayList<>();

        Builder() {
            addState();
        }

        private int addState() {
            states.add(new ArrayList<>(1));
            values.add(new ArrayList<>(0));
            return states.size() - 1;
        }

        private int transitions() {
            return states.size();
        }

        /** @param folded not empty */
        Builder add(String folded, int value) {
            int state = ROOT;
            for (int i = 0; i < folded.length(); i++) {
                state = step(state, folded.charAt(i));
            }
            values.get(state).add(value);
            return this;
        }

        private int step(int state, char c) {
            for (Edge edge : states.get(state)) {
                if (edge.character == c) {
                    return edge.target;
                }
            }
            int target = addState();
            states.get(state).add(new Edge(c, target));
            return target;
        }

        LiteralAutomaton build() {
            return new LiteralAutomaton(this);
        }
    }
}
