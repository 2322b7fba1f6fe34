package dev.vigie.backtest;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.model.AccessEvent;
import dev.vigie.replay.Counts;
import dev.vigie.replay.LogSummary;
import dev.vigie.replay.Progress;
import dev.vigie.replay.RepeatedDetection;
import dev.vigie.replay.ReplayJob;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.LimitChange;
import dev.vigie.rule.LimitChange.Setting;
import dev.vigie.rule.RuleEdits;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleMeta;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two rule sets over the same logs: what the one would have raised beside the other. The logs are read once; each rule
 * set then runs over all of their events, as a replay does, and what it raises within the period is kept.
 */
public final class Backtest {

    /** A choice that is not good enough after so many runs will not become so. */
    private static final int ROUNDS_MAX = 6;

    /** Where there are fewer days, all of them are needed to choose from. */
    private static final double HELD_OUT_DAYS_MIN = 14;

    private final Job job;
    private final RepeatedDetection detection;
    private final LoggedDays days;
    private final Period period;
    private final Progress progress;
    private Counts counts = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
    private int activeDays;
    private long accountDays;

    /**
     * What to test, and how.
     *
     * @param replay the logs and how to read them; its rules do not matter, and its scope leaves the beginning open
     * @param before the old rules' files
     * @param after the new rules' files
     * @param fromMillis from when on alerts count, or {@link Long#MIN_VALUE} for from the first event on
     * @param warmUpDays so many days after the first event instead, unless 0
     * @param incidents that are known to be in the logs
     * @param budget to which the new rules shall keep, or null
     */
    public record Job(
            ReplayJob replay,
            List<RuleFile> before,
            List<RuleFile> after,
            long fromMillis,
            int warmUpDays,
            Incidents incidents,
            @Nullable Budget budget) {

        public Job {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * What came of it.
     *
     * @param firstMillis the first event, epoch milliseconds, of those at dates that can be right
     * @param outside how many events lie so far from all others that their dates may be wrong
     * @param counts what became of the events with the new rules
     * @param activeDays on how many days of the period there was an event
     * @param accountDays on how many days accounts worked within the period, each for itself;
     *     {@link AccessEvent#UNKNOWN} where there were too many to tell
     * @param proposal null where no budget was given
     */
    public record Result(
            Comparison comparison,
            Period period,
            long firstMillis,
            long outside,
            Counts counts,
            int activeDays,
            long accountDays,
            List<LogSummary> logs,
            @Nullable Proposal proposal) {

        public Result {
            logs = List.copyOf(logs);
        }
    }

    private Backtest(Job job, RepeatedDetection detection, LoggedDays days, Period period, Progress progress) {
        this.job = job;
        this.detection = detection;
        this.days = days;
        this.period = period;
        this.progress = progress;
    }

    /**
     * Runs {@code job}.
     *
     * @throws UnreadableLogException if a log cannot be used at all
     * @throws RuleException if a rule set does not load
     * @throws BacktestException if there is nothing to compare, or too much
     * @throws dev.vigie.replay.ReplayStoppedException if {@code progress} wanted it to stop
     */
    public static Result run(Job job, Progress progress)
            throws UnreadableLogException, RuleException, BacktestException, IOException {
        RuleSet before = SigmaLoader.load(job.before());
        RuleSet after = SigmaLoader.load(job.after());
        try (RepeatedDetection detection = RepeatedDetection.read(job.replay(), progress)) {
            if (detection.countByDay().isEmpty()) {
                throw new BacktestException("there is no event in the logs");
            }
            LoggedDays days = LoggedDays.of(detection.countByDay());
            Backtest backtest = new Backtest(job, detection, days, period(job, detection, days), progress);
            return backtest.run(before, after);
        }
    }

    private static Period period(Job job, RepeatedDetection detection, LoggedDays days) throws BacktestException {
        long firstMillis = Math.max(detection.firstMillis(), days.firstDay() * Period.DAY_MILLIS);
        long endMillis = Math.min(detection.lastMillis() + 1, (days.lastDay() + 1) * Period.DAY_MILLIS);
        long fromMillis = Math.max(firstMillis + job.warmUpDays() * Period.DAY_MILLIS, job.fromMillis());
        long toMillis = Math.min(endMillis, job.replay().scope().toMillis());
        if (fromMillis >= toMillis) {
            throw new BacktestException("all events lie before the days that count: begin earlier, or name more logs");
        }
        return new Period(fromMillis, toMillis);
    }

    private Result run(RuleSet before, RuleSet after) throws RuleException, BacktestException, IOException {
        Outcome old = outcome(before);
        if (counts.counted() == 0) {
            throw new BacktestException("none of the events is of what was asked about");
        }
        Outcome fresh = before.hash().equals(after.hash()) ? old : outcome(after);
        Budget budget = job.budget();
        Counts counted = counts;
        Proposal proposal = budget == null ? null : proposal(budget, fresh);
        return new Result(
                Comparison.of(old, fresh),
                period,
                Math.max(detection.firstMillis(), days.firstDay() * Period.DAY_MILLIS),
                days.outside(),
                counted,
                activeDays,
                accountDays,
                detection.logs(),
                proposal);
    }

    private Outcome outcome(RuleSet rules) throws BacktestException, IOException {
        RaisedAlerts alerts = new RaisedAlerts(period);
        try {
            counts = detection.run(rules, alerts, progress);
        } catch (RaisedAlerts.TooManyException e) {
            throw new BacktestException(String.valueOf(e.getMessage()));
        }
        activeDays = alerts.days();
        accountDays = alerts.accountDays();
        return Outcome.of(rules, period, alerts.raised(), alerts.underWay(), job.incidents());
    }

    /** Chooses limits, runs them, and chooses again where they do not hold what they promised. */
    private Proposal proposal(Budget budget, Outcome start) throws RuleException, BacktestException, IOException {
        long middleMillis = (period.fromMillis() + period.toMillis()) / 2;
        boolean isLong = period.days() >= HELD_OUT_DAYS_MIN;
        Period chosenOn = isLong ? new Period(period.fromMillis(), middleMillis) : period;
        Period heldOut = isLong ? new Period(middleMillis, period.toMillis()) : null;
        long allowed = budget.allowedIn(chosenOn);
        List<RuleFile> files = job.after();
        Outcome measured = start;
        long fixed = 0;
        for (int round = 0; round < ROUNDS_MAX && measured.costsWithin(chosenOn) > allowed; round++) {
            List<Raised> costs = measured.costs().stream()
                    .filter(alert -> chosenOn.contains(alert.openedAtMillis()))
                    .toList();
            Tuning tuning = new Tuning(measured.rules(), costs);
            fixed = tuning.fixed();
            List<LimitChange> changes = tuning.changes(allowed);
            if (changes == null || changes.isEmpty()) {
                break;
            }
            files = RuleEdits.apply(files, changes);
            measured = outcome(SigmaLoader.load(files));
        }
        return new Proposal(
                budget,
                chosenOn,
                heldOut,
                allowed,
                changes(start.rules(), measured.rules()),
                start,
                measured,
                fixed,
                files);
    }

    private static List<Proposal.Change> changes(RuleSet before, RuleSet after) {
        Map<String, CorrelationRule> was = new HashMap<>();
        before.correlations().forEach(rule -> was.put(rule.meta().id(), rule));
        List<Proposal.Change> changes = new ArrayList<>();
        for (CorrelationRule rule : after.correlations()) {
            RuleMeta meta = rule.meta();
            CorrelationRule old = was.getOrDefault(meta.id(), rule);
            for (Setting setting : Setting.values()) {
                long from = LimitChange.of(old, setting);
                long to = LimitChange.of(rule, setting);
                if (from != to) {
                    String name = meta.name() == null ? meta.id() : meta.name();
                    boolean isUntilKnown = setting == Setting.LIMIT && rule.rarity() != null;
                    changes.add(new Proposal.Change(meta.id(), name, meta.title(), setting, from, to, isUntilKnown));
                }
            }
        }
        return changes;
    }
}
