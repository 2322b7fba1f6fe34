package dev.vigie.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MetricsTest {

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void everyName_isAsPrometheusWantsIt(Metric metric) {
        assertThat(metric.metricName()).matches("vigie_[a-z]+(_[a-z]+)*");
        assertThat(metric.metricName().endsWith("_total")).isEqualTo(metric.kind() == Metric.Kind.COUNTER);
        assertThat(metric.metricName()).doesNotContain("millis", "minutes", "percent", "_kb", "_mb");
        assertThat(metric.labels()).allMatch(label -> label.matches("[a-z]+")).doesNotHaveDuplicates();
        assertThat(metric.labels()).doesNotContain("account", "subject", "source", "session");
        assertThat(metric.meaning()).doesNotContain("\n", "|").doesNotEndWith(".");
    }

    @Test
    void show_counterAndGauge_areAskedWhenSomebodyLooks() {
        AtomicLong sent = new AtomicLong(7);
        metrics.show(Metric.FORWARD_SENT, to -> to.add(sent.get()));
        metrics.show(Metric.RULES, to -> {
            to.add(3, "detection");
            to.add(2, "filter");
        });
        assertThat(metrics.text().lines())
                .contains("vigie_forward_sent_total 7.0", "vigie_rules{kind=\"detection\"} 3.0")
                .contains("# TYPE vigie_forward_sent_total counter", "# TYPE vigie_rules gauge")
                .contains("# HELP vigie_forward_sent_total " + Metric.FORWARD_SENT.meaning());
        sent.set(9);
        assertThat(metrics.text().lines()).contains("vigie_forward_sent_total 9.0");
    }

    @Test
    void showHistogram_bucketsOfTheirOwn_becomeCumulative() {
        metrics.showHistogram(Metric.ALERT_DELAY, () -> new Distribution(List.of(0.1, 1.0), List.of(5L, 2L, 1L), 12.5));
        assertThat(metrics.text().lines())
                .contains(
                        "vigie_alert_delay_seconds_bucket{le=\"0.1\"} 5",
                        "vigie_alert_delay_seconds_bucket{le=\"1.0\"} 7",
                        "vigie_alert_delay_seconds_bucket{le=\"+Inf\"} 8",
                        "vigie_alert_delay_seconds_count 8",
                        "vigie_alert_delay_seconds_sum 12.5");
    }

    @Test
    void aLabelValue_whateverIsInIt_staysOneValueOnOneLine() {
        metrics.show(Metric.RULE_FIRED, to -> to.add(1, "r", "a\"} 9\nvigie_live{part=\"x\\"));
        assertThat(metrics.text().lines().filter(line -> line.contains("rule=\"r\"")))
                .containsExactly(
                        "vigie_rule_fired_total{rule=\"r\",title=\"a\\\"} 9\\nvigie_live{part=\\\"x\\\\\"} 1.0");
        assertThat(metrics.text().lines()).noneMatch(line -> line.startsWith("vigie_live"));
    }

    @Test
    void aMetricOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> metrics.show(Metric.ALERT_DELAY, to -> to.add(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metrics.showHistogram(Metric.RULES, () -> new Distribution(List.of(), List.of(0L), 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Distribution(List.of(1.0), List.of(1L), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofTheLibraries_onlyWhatIsNamedIsShown() {
        assertThat(metrics.text().lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allMatch(line -> List.of(LibraryMetric.values()).stream()
                        .anyMatch(shown -> line.matches(shown.metricName() + "[ {].*")));
    }
}
