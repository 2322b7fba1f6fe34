package dev.vigie.bench;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SelectionIndex;
import dev.vigie.rule.SigmaLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What many rules cost: loading {@value #RULES} generated ones, and an event that none of them selects. Both the index
 * and asking every rule must find nothing; the figures are medians of {@value #ROUNDS} warm rounds in one run.
 */
public final class RuleBench {

    private static final int RULES = 3_000;
    private static final int ROUNDS = 9;
    private static final int EVENTS = 20_000;
    private static final double SECONDS_MAX = 5;

    private RuleBench() {}

    public static void main(String[] args) throws RuleException {
        List<RuleFile> files = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            files.add(new RuleFile("rule-" + i + ".yml", rule(i)));
        }
        long begin = System.nanoTime();
        RuleSet rules = SigmaLoader.load(files);
        double coldSeconds = (System.nanoTime() - begin) / 1e9;
        double[] warm = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            begin = System.nanoTime();
            SigmaLoader.load(files);
            warm[i] = (System.nanoTime() - begin) / 1e9;
        }
        SelectionIndex index = index(rules, RULES);
        System.out.printf(
                "| load %,d rules, first time in the JVM / warm | %.2f s / %.2f s |%n",
                RULES, coldSeconds, median(warm));
        for (int count : new int[] {1, 10, 100, RULES}) {
            System.out.printf(
                    "| an event that none of %,d rules selects | %.0f ns |%n", count, nanos(index(rules, count)));
        }
        System.out.printf("| the same, asking each of %,d rules | %.0f ns |%n", RULES, nanosAskingAll(rules));
        if (index.size() != RULES || coldSeconds > SECONDS_MAX) {
            System.err.println("loading took " + coldSeconds + " s, or rules are missing: " + index.size());
            System.exit(1);
        }
    }

    /** Rules of eight shapes, as those of a large set are: most want a certain text in a certain field. */
    public static String rule(int i) {
        String[] items = {
            "resource: register-" + i,
            "resource|startswith: archive-" + i + "-",
            "account|contains: contractor" + i + "x",
            "src_ip: 10." + i % 250 + "." + i / 250 + ".7",
            "user_agent|contains: [scraper/" + i + ", crawler/" + i + "]",
            "account|endswith: -svc" + i,
            "purpose|re: 'case-[0-9]+-" + i + "$'\n        action: DELETE",
            "record_count|gt: " + (100_000 + i),
        };
        return "title: Generated " + i + "\nid: generated-" + i + "\nlogsource: {product: vigie}\ndetection:\n"
                + "    selection:\n        " + items[i % items.length] + "\n    condition: selection\nlevel: low\n";
    }

    /** One that no generated rule selects. */
    public static AccessEvent event(int i) {
        return new AccessEvent(
                "event-" + i,
                1_765_785_600_000L + i,
                AccessEvent.UNKNOWN,
                "op-" + i % 40,
                "jdupont" + i % 1_000,
                "caseworker",
                null,
                "residence-permits",
                Action.READ,
                Outcome.SUCCESS,
                List.of(Subject.of("FR-" + i)),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of("name", "birth_date"),
                "192.0.2." + i % 250,
                "Mozilla/5.0 (X11; Linux x86_64)",
                null,
                "case-" + i,
                null,
                AccessEvent.UNKNOWN,
                null);
    }

    /** Of the first so many rules. */
    public static SelectionIndex index(RuleSet rules, int count) {
        return new SelectionIndex(rules.detections().stream()
                .limit(count)
                .map(DetectionRule::selection)
                .toList());
    }

    private static double nanos(SelectionIndex index) {
        SelectionIndex.Matcher matcher = index.newMatcher();
        int[] found = new int[index.size()];
        AccessEvent[] events = events();
        double[] rounds = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long matches = 0;
            long begin = System.nanoTime();
            for (AccessEvent event : events) {
                matches += matcher.match(event, found);
            }
            store(rounds, round, begin, events.length, matches);
        }
        return median(rounds);
    }

    private static double nanosAskingAll(RuleSet rules) {
        AccessEvent[] events = Arrays.copyOf(events(), EVENTS / 20);
        double[] rounds = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long matches = 0;
            long begin = System.nanoTime();
            for (AccessEvent event : events) {
                for (DetectionRule rule : rules.detections()) {
                    matches += rule.selection().matches(event) ? 1 : 0;
                }
            }
            store(rounds, round, begin, events.length, matches);
        }
        return median(rounds);
    }

    private static void store(double[] rounds, int round, long begin, int events, long matches) {
        if (matches != 0) {
            throw new IllegalStateException("a rule selects an event that it should not");
        }
        if (round >= 0) {
            rounds[round] = (double) (System.nanoTime() - begin) / events;
        }
    }

    private static AccessEvent[] events() {
        AccessEvent[] events = new AccessEvent[EVENTS];
        Arrays.setAll(events, RuleBench::event);
        return events;
    }

    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
