package dev.vigie.detect;

import java.util.Arrays;

/** The rules of one grouping that hold at the occurrence at hand, with their figures. Reused. */
final class Held {

    private int[] rules = new int[4];
    private double[] values = new double[4];
    private double[] errors = new double[4];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void add(int rule, double value, double error) {
        if (size == rules.length) {
            rules = Arrays.copyOf(rules, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            errors = Arrays.copyOf(errors, 2 * size);
        }
        rules[size] = rule;
        values[size] = value;
        errors[size] = error;
        size++;
    }

    /** By rule, which is the order in which rules become reasons. Few hold at once. */
    void sort() {
        for (int i = 1; i < size; i++) {
            for (int j = i; j > 0 && rules[j - 1] > rules[j]; j--) {
                swap(j, j - 1);
            }
        }
    }

    private void swap(int a, int b) {
        int rule = rules[a];
        rules[a] = rules[b];
        rules[b] = rule;
        double value = values[a];
        values[a] = values[b];
        values[b] = value;
        double error = errors[a];
        errors[a] = errors[b];
        errors[b] = error;
    }

    int rule(int index) {
        return rules[index];
    }

    double value(int index) {
        return values[index];
    }

    double error(int index) {
        return errors[index];
    }
}
