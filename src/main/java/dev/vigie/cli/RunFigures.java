package dev.vigie.cli;

import dev.vigie.monitor.Condition;
import dev.vigie.monitor.Distribution;
import dev.vigie.monitor.Metric;
import dev.vigie.monitor.Metrics;
import dev.vigie.monitor.Monitor;
import dev.vigie.monitor.Samples;
import dev.vigie.rule.RuleSet;
import dev.vigie.store.HeapBudget;
import dev.vigie.store.LedgerRow;
import dev.vigie.store.LedgerTotals;
import dev.vigie.stream.AlertFigures;
import dev.vigie.stream.AssignmentFigures;
import dev.vigie.stream.Delays;
import dev.vigie.stream.Detection;
import dev.vigie.stream.FeedFigures;
import dev.vigie.stream.StreamApplication;
import dev.vigie.stream.StreamMeters;
import dev.vigie.stream.VigieStreams;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** What {@code vigie run} shows of itself: the conditions of its parts, and everything that its parts count. */
final class RunFigures {

    private static final String UNKNOWN_OPERATOR = "(unknown)";

    private final Metrics metrics;

    private RunFigures(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Shows it until the result is closed. */
    static Closing show(Monitor monitor, VigieStreams streams, Detection detection, Path stateDirectory) {
        monitor.health().watch("ingest", () -> condition(streams.ingest()));
        monitor.health().watch("detect", () -> condition(streams.detect()));
        monitor.health().watch("rules", () -> condition(detection));
        RunFigures figures = new RunFigures(monitor.metrics());
        monitor.metrics().show(Metric.THREAD_FAILURES, to -> {
            to.add(streams.ingest().threadFailures(), "ingest");
            to.add(streams.detect().threadFailures(), "detect");
        });
        figures.ingest(streams);
        Supplier<AssignmentFigures> assignments = streams.assignmentFigures();
        if (assignments != null) {
            figures.assignments(assignments);
        }
        figures.ledger(streams.detectFigures().ledger());
        figures.rules(detection);
        figures.alerts(streams.detectFigures().alerts());
        figures.state(streams.detectFigures().heap(), stateDirectory.toFile());
        StreamMeters meters = streams.meters();
        monitor.metrics().bind(meters);
        return meters::close;
    }

    private static Condition condition(StreamApplication application) {
        boolean live = application.isAlive();
        return new Condition(live, live && application.isRunning(), application.state());
    }

    private static Condition condition(Detection detection) {
        int rules = detection.plan().rules().alerting().size();
        return new Condition(true, rules > 0, rules + (detection.isRefusing() ? " loaded newer refused" : " loaded"));
    }

    private void ingest(VigieStreams streams) {
        feeds(streams, Metric.INGEST_RECORDS, FeedFigures::records);
        feeds(streams, Metric.INGEST_BYTES, FeedFigures::bytes);
        metrics.show(
                Metric.INGEST_CANDIDATES,
                to -> streams.ingestFigures().feeds().forEach(feed -> {
                    to.add(feed.events(), feed.operator(), "event");
                    to.add(feed.rejected(), feed.operator(), "rejected");
                }));
        metrics.show(
                Metric.INGEST_LAST_RECORD,
                to -> streams.ingestFigures().feeds().stream()
                        .filter(feed -> feed.lastArrivedMillis() > 0)
                        .forEach(feed -> to.add(feed.lastArrivedMillis() / 1_000.0, feed.operator())));
    }

    private void feeds(VigieStreams streams, Metric metric, ToLongFunction<FeedFigures> figure) {
        metrics.show(
                metric,
                to -> streams.ingestFigures()
                        .feeds()
                        .forEach(feed -> to.add(figure.applyAsLong(feed), feed.operator())));
    }

    private void assignments(Supplier<AssignmentFigures> now) {
        metrics.show(Metric.ASSIGNMENTS, to -> to.add(now.get().entries()));
        metrics.show(Metric.ASSIGNMENTS_LOADED, to -> to.add(now.get().loaded() ? 1 : 0));
        metrics.show(Metric.ASSIGNMENT_RECORDS, to -> {
            AssignmentFigures figures = now.get();
            to.add(figures.taken(), "taken");
            to.add(figures.removed(), "removed");
            to.add(figures.rejected(), "rejected");
            to.add(figures.leftOut(), "left_out");
        });
        metrics.show(Metric.ASSIGNMENT_ANSWERS, to -> {
            AssignmentFigures figures = now.get();
            to.add(figures.assigned(), "assigned");
            to.add(figures.notAssigned(), "not_assigned");
            to.add(figures.unknown(), "unknown");
        });
    }

    private void ledger(LedgerTotals totals) {
        metrics.show(Metric.LEDGER_CANDIDATES, rows(totals, (operator, row, to) -> {
            to.add(row.counted(), operator, "counted");
            to.add(row.rejectedInAll(), operator, "rejected");
            to.add(row.late(), operator, "late");
            to.add(row.duplicate(), operator, "duplicate");
        }));
        metrics.show(
                Metric.LEDGER_REJECTED,
                rows(
                        totals,
                        (operator, row, to) ->
                                row.rejected().forEach((reason, count) -> to.add(count, operator, reason))));
        metrics.show(Metric.LEDGER_FLAGGED, rows(totals, (operator, row, to) -> {
            to.add(row.skewed(), operator, "skewed");
            to.add(row.lateForSomeRules(), operator, "late_for_some_rules");
            to.add(row.idReused(), operator, "id_reused");
        }));
    }

    /** What is shown of one operator's row. */
    private interface RowSamples {
        void add(String operator, LedgerRow row, Samples to);
    }

    private static Consumer<Samples> rows(LedgerTotals totals, RowSamples each) {
        return to -> totals.byOperator()
                .forEach((operator, row) -> each.add(operator.isEmpty() ? UNKNOWN_OPERATOR : operator, row, to));
    }

    private void rules(Detection detection) {
        metrics.show(Metric.RULES, to -> {
            RuleSet rules = detection.plan().rules();
            to.add(rules.detections().size(), "detection");
            to.add(rules.correlations().size(), "correlation");
            to.add(rules.filters().size(), "filter");
            to.add(rules.skipped().size(), "skipped");
        });
        metrics.show(Metric.RULES_REFUSED, to -> to.add(detection.isRefusing() ? 1 : 0));
        metrics.show(Metric.RULE_CHANGES, to -> {
            to.add(detection.changes(), "loaded");
            to.add(detection.refusals(), "refused");
        });
    }

    private void alerts(AlertFigures alerts) {
        metrics.show(
                Metric.RULE_FIRED,
                to -> alerts.rules().forEach(rule -> to.add(rule.fired(), rule.rule(), rule.title())));
        metrics.show(
                Metric.ALERT_MESSAGES,
                to -> alerts.messages()
                        .forEach((kind, count) -> to.add(count, small(kind.level()), small(kind.state()))));
        metrics.show(
                Metric.PEOPLE_EXPOSED,
                to -> alerts.people().forEach((level, people) -> to.add(people.exposed(), small(level))));
        metrics.show(
                Metric.PEOPLE_EXPOSED_BEFORE,
                to -> alerts.people().forEach((level, people) -> to.add(people.before(), small(level))));
        metrics.showHistogram(Metric.ALERT_DELAY, () -> distribution(alerts.delays()));
    }

    private static String small(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static Distribution distribution(Delays delays) {
        List<Double> upper = DoubleStream.of(delays.upperSeconds()).boxed().toList();
        List<Long> counts = LongStream.of(delays.counts()).boxed().toList();
        return new Distribution(upper, counts, delays.sumSeconds());
    }

    private void state(HeapBudget heap, File stateDirectory) {
        metrics.show(Metric.LIVE_BYTES, to -> to.add(heap.heapBytes()));
        metrics.show(Metric.LIVE_BYTES_MAX, to -> to.add(heap.heapBytesMax()));
        metrics.show(Metric.PROFILE_USES, to -> to.add(heap.uses()));
        metrics.show(Metric.PROFILE_LOADS, to -> to.add(heap.loads()));
        metrics.show(Metric.PROFILE_EVICTIONS, to -> to.add(heap.evictions()));
        metrics.show(Metric.DISK_FREE, to -> to.add(stateDirectory.getUsableSpace()));
        metrics.show(Metric.DISK_TOTAL, to -> to.add(stateDirectory.getTotalSpace()));
    }
}
