package dev.vigie.backtest;

import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a rule set expects it to raise over certain logs: a YAML file with one key, {@code expect}.
 *
 * <pre>
 *   expect:
 *     - name: The thief is told of before 60 people are exposed
 *       incident: ofii                # of --incidents
 *       exposed-at-most: 60
 *     - name: The night's export is told of by the rule made for it
 *       account: op-04/jvidal         # and operator, rule, level, from, to: all that are given must fit
 *       rule: bulk-export
 *       from: 2025-12-15T00:00:00Z
 *       to: 2025-12-16T00:00:00Z
 *     - name: Nobody is told of for a new register but once in two weeks
 *       rule: new-register
 *       per-week-at-most: 0.5
 *     - name: The archive's people do their work
 *       operator: op-02
 *       alerts: none
 * </pre>
 *
 * An expectation with neither {@code alerts: none} nor {@code per-week-at-most} wants at least one such alert.
 */
public final class Expectations {

    static final int FILE_BYTES_MAX = 1 << 20;
    static final int EXPECTATIONS_MAX = 10_000;

    private final Path file;
    private final List<Expectation> all;

    private Expectations(Path file, List<Expectation> all) {
        this.file = file;
        this.all = List.copyOf(all);
    }

    /**
     * An expectation and what it came to.
     *
     * @param line of the file
     * @param miss why it is not met, or null
     */
    public record Verdict(String name, int line, @Nullable Miss miss) {

        /** Why it is not met, in English, or null. */
        public @Nullable String failure() {
            return miss == null ? null : miss.text();
        }
    }

    /**
     * Reads a file of them.
     *
     * @throws BacktestException with everything that is wrong, by line
     */
    public static Expectations read(Path file) throws BacktestException, IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(FILE_BYTES_MAX + 1);
        }
        if (content.length > FILE_BYTES_MAX) {
            throw new BacktestException(file + ": longer than " + FILE_BYTES_MAX + " bytes: split it");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return new Expectations(file, new ExpectationReader(file.toString()).read(text));
        } catch (CharacterCodingException e) {
            throw new BacktestException(file + ": not UTF-8: save the file as UTF-8");
        }
    }

    /** What reports call the file. */
    public String fileName() {
        return String.valueOf(file.getFileName());
    }

    /**
     * Sees to it that they can be judged at all: a slip in a name would be met for ever where none is wanted.
     *
     * @throws BacktestException if an expectation names a rule or an incident that there is not
     */
    public void check(RuleSet rules, Incidents incidents) throws BacktestException {
        List<String> faults = new ArrayList<>();
        for (Expectation each : all) {
            String incident = each.incident();
            if (incident != null && !incidents.names().contains(incident)) {
                faults.add(file + ":" + each.line() + ": there is no incident '" + incident + "'; "
                        + (incidents.all().isEmpty()
                                ? "name the file of incidents by --incidents"
                                : "there are " + String.join(", ", incidents.names())));
            }
            String rule = each.rule();
            if (rule != null && rules.alerting().stream().noneMatch(known -> isNamed(known, rule))) {
                faults.add(file + ":" + each.line() + ": no rule that raises alerts has the id or the name '" + rule
                        + "'");
            }
        }
        if (!faults.isEmpty()) {
            throw new BacktestException(String.join("\n", faults));
        }
    }

    private static boolean isNamed(Rule rule, String name) {
        return rule.meta().id().equals(name) || name.equals(rule.meta().name());
    }

    /** Holds each against what the rules raised, in the order of the file. */
    public List<Verdict> judge(Outcome outcome, Incidents incidents) {
        return all.stream()
                .map(each -> each.judge(outcome, incidents))
                .map(each -> new Verdict(
                        each.expectation().name(), each.expectation().line(), each.miss()))
                .toList();
    }
}
