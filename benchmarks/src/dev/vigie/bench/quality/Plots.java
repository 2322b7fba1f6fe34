package dev.vigie.bench.quality;

final class Plots {
    private Plots() {}

    static void write(Evaluation evaluation) {}
}
