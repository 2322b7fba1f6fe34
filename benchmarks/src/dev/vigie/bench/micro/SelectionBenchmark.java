package dev.vigie.bench.micro;

import dev.vigie.bench.RuleBench;
import dev.vigie.model.AccessEvent;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.SelectionIndex;
import dev.vigie.rule.SigmaLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Which of so many rules select an event: none, as for almost every event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SelectionBenchmark {

    private static final int EVENTS = 4_096;

    @Param({"1", "10", "100", "3000"})
    private int rules = 1;

    private final AccessEvent[] events = new AccessEvent[EVENTS];
    private SelectionIndex.Matcher matcher = new SelectionIndex(List.of()).newMatcher();
    private int[] found = new int[0];
    private int index;

    /** Loads the rules, and sees that with one more, made for the events, the index finds just that one. */
    @Setup
    public void load() throws RuleException {
        Arrays.setAll(events, RuleBench::event);
        List<RuleFile> files = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            files.add(new RuleFile("rule-" + i + ".yml", RuleBench.rule(i)));
        }
        SelectionIndex selections = RuleBench.index(SigmaLoader.load(files), rules);
        matcher = selections.newMatcher();
        found = new int[selections.size()];
        MicroBench.require(selections.size() == rules, "rules are missing");
        files.add(new RuleFile("all.yml", """
                title: All events
                id: all-events
                logsource: {product: vigie}
                detection:
                    selection:
                        resource: residence-permits
                    condition: selection
                level: low
                """));
        SelectionIndex oneMore = RuleBench.index(SigmaLoader.load(files), files.size());
        int matches = oneMore.newMatcher().match(events[0], new int[files.size()]);
        MicroBench.require(matches == 1, matches + " rules select an event that one is made for");
    }

    @Benchmark
    public int match() {
        index = (index + 1) % EVENTS;
        int matches = matcher.match(events[index], found);
        MicroBench.require(matches == 0, "a rule selects an event that it should not");
        return matches;
    }
}
