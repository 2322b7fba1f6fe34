package dev.vigie.bench.quality;

import dev.vigie.bench.quality.Evaluation.Extract;
import dev.vigie.bench.quality.SeedResult.Pace;
import dev.vigie.bench.quality.SeedResult.PartResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The result as Markdown. */
final class Report {

    private static final double PERCENT = 100;
    private static final double TAIL_LEVEL = 0.95;

    private final QualityOptions options;
    private final Evaluation evaluation;
    private final StringBuilder out = new StringBuilder();

    Report(QualityOptions options, Evaluation evaluation) {
        this.options = options;
        this.evaluation = evaluation;
    }

    String text() {
        long events = evaluation.seeds().stream().mapToLong(SeedResult::events).sum();
        double seconds =
                evaluation.seeds().stream().mapToDouble(SeedResult::cpuSeconds).sum();
        line(
                "Seeds %d to %d, %,d accounts over %d days each: %,d events, %,d account-days beside %,d of warm-up;"
                        + " %,.0f events a CPU second.",
                options.firstSeed(),
                options.lastSeed(),
                options.accounts(),
                options.days(),
                events,
                evaluation.accountDays(),
                evaluation.accountDaysWarmUp(),
                events / Math.max(seconds, 1e-3));
        line("%s %s, %s.", System.getProperty("java.vm.name"), System.getProperty("java.vm.version"), machine());
        line("");
        aims();
        falseAlerts();
        exposures();
        return out.toString();
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }

    private void aims() {
        line("| aim | met | reached | met by all variants | reached |");
        line("| --- | ---: | --- | ---: | --- |");
        long falseAlerts = evaluation.falseAlerts();
        double rate = evaluation.rate(falseAlerts);
        line("| at most 1 false alert per 10,000 account-days | %.2f | %s | | |", rate, yes(rate <= 1));
        List<PartResult> all = evaluation.seeds().stream()
                .flatMap(seed -> seed.parts().stream())
                .toList();
        for (Aim aim : Aim.ALL) {
            line(
                    "| %s: %s | %s | %s |",
                    aim.incident(),
                    aim.text(),
                    met(aim, all, part -> aim.concerns(part) && aim.isAsKnown(part)),
                    met(aim, all, aim::concerns));
        }
        Outcome whole = Evaluation.vigie(evaluation.extractsByScenario().values().stream()
                .flatMap(List::stream)
                .filter(extract -> extract.theft().get(0).equals(extract.part()))
                .toList());
        line("| never caught: none | | | %,d of %,d | %s |", whole.missed(), whole.thefts(), yes(whole.missed() == 0));
        line("");
        reads(all);
        paces(all);
    }

    /** What stands behind the aim for the Interior. */
    private void reads(List<PartResult> all) {
        List<PartResult> caught = all.stream()
                .filter(part -> part.plot().startsWith("interior") && part.peopleBefore() != null)
                .toList();
        if (!caught.isEmpty()) {
            Quantiles reads = Quantiles.of(caught.stream()
                    .map(part ->
                            part.reads().stream().mapToInt(Integer::intValue).sum())
                    .toList());
            Quantiles accounts = Quantiles.of(
                    caught.stream().map(part -> part.reads().size()).toList());
            line(
                    "Interior, where it was caught: after %,.0f reads (95th percentile %,.0f)"
                            + " by %,.0f (%,.0f) accounts.",
                    reads.median(), reads.at(TAIL_LEVEL), accounts.median(), accounts.at(TAIL_LEVEL));
            line("");
        }
    }

    /** What stands behind the aim for low-and-slow thefts. */
    private void paces(List<PartResult> all) {
        List<Pace> paces =
                all.stream().map(PartResult::pace).flatMap(Stream::ofNullable).toList();
        List<Integer> days =
                paces.stream().map(Pace::days).flatMap(Stream::ofNullable).toList();
        if (!paces.isEmpty()) {
            line(
                    "Low-and-slow: the information bound is %.1f days (95th percentile %.1f); caught after %s"
                            + " active days where it was caught, in %,d of %,d cases.",
                    Quantiles.of(paces.stream().map(Pace::boundDays).toList()).median(),
                    Quantiles.of(paces.stream().map(Pace::boundDays).toList()).at(TAIL_LEVEL),
                    days.isEmpty()
                            ? "no"
                            : String.format(
                                    Locale.ROOT,
                                    "%.0f (%.0f)",
                                    Quantiles.of(days).median(),
                                    Quantiles.of(days).at(TAIL_LEVEL)),
                    days.size(),
                    paces.size());
            line("");
        }
    }

    private static String met(Aim aim, List<PartResult> all, Predicate<PartResult> filter) {
        List<PartResult> thefts = all.stream().filter(filter).toList();
        long met = thefts.stream().filter(aim.isMet()).count();
        return String.format(
                Locale.ROOT, "%,d of %,d | %s", met, thefts.size(), yes(aim.isReached(met, thefts.size())));
    }

    private static String yes(boolean reached) {
        return reached ? "yes" : "**no**";
    }

    private void falseAlerts() {
        line("| detector | threshold | false alerts | per 10,000 account-days | [95 %% interval] |");
        line("| --- | ---: | ---: | ---: | --- |");
        falseAlerts("Vigie, built-in rules", "", evaluation.falseAlerts(), evaluation.accountDays());
        falseAlerts("Vigie, in warm-up", "", evaluation.falseAlertsWarmUp(), evaluation.accountDaysWarmUp());
        for (PlainDetector detector : PlainDetector.values()) {
            double threshold = evaluation.threshold(detector);
            falseAlerts(
                    detector.title(),
                    String.format(Locale.ROOT, "%.4g", threshold),
                    evaluation.falseAlerts(detector, threshold),
                    evaluation.accountDays());
        }
        line("");
    }

    private void falseAlerts(String detector, String threshold, long count, long accountDays) {
        double factor = Evaluation.DAYS_PER_RATE / Math.max(1, accountDays);
        Interval interval = Interval.ofCount(count).times(factor);
        line(
                "| %s | %s | %,d | %.2f | [%.2f, %.2f] |",
                detector, threshold, count, count * factor, interval.low(), interval.high());
    }

    private void exposures() {
        line("| scenario | thefts | people | **Vigie**: median [95 %% interval] | 95th percentile | never caught | "
                + "global limit: median / 95th / never | mean + k sigma | forest |");
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Map.Entry<String, List<Extract>> each :
                evaluation.extractsByScenario().entrySet()) {
            List<Extract> extracts = each.getValue();
            Outcome vigie = Evaluation.vigie(extracts);
            Quantiles exposed = vigie.exposed();
            Interval interval = exposed.interval(0.5);
            Interval missed = Interval.ofShare(vigie.missed(), vigie.thefts());
            line(
                    "| %s | %d | %,.0f | **%,.0f** [%,.0f, %,.0f] | %,.0f | %.0f %% [%.0f, %.0f] | %s | %s | %s |",
                    each.getKey(),
                    vigie.thefts(),
                    Quantiles.of(extracts.stream()
                                    .map(extract -> extract.part().people())
                                    .toList())
                            .median(),
                    exposed.median(),
                    interval.low(),
                    interval.high(),
                    exposed.at(TAIL_LEVEL),
                    vigie.missedShare() * PERCENT,
                    missed.low() * PERCENT,
                    missed.high() * PERCENT,
                    plain(extracts, PlainDetector.GLOBAL_LIMIT),
                    plain(extracts, PlainDetector.MEAN_AND_SIGMA),
                    plain(extracts, PlainDetector.FOREST));
        }
    }

    private String plain(List<Extract> extracts, PlainDetector detector) {
        Outcome outcome = evaluation.plain(extracts, detector);
        return String.format(
                Locale.ROOT,
                "%,.0f / %,.0f / %.0f %%",
                outcome.exposed().median(),
                outcome.exposed().at(TAIL_LEVEL),
                outcome.missedShare() * PERCENT);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
