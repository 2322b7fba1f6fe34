package dev.vigie.monitor;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The page of metrics: what is on it, and where each value comes from when somebody looks. */
public final class Metrics implements AutoCloseable {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PrometheusRegistry registry = meters.getPrometheusRegistry();
    private final JvmHeapPressureMetrics heapPressure = new JvmHeapPressureMetrics();

    /** A page that has what the Java platform tells of the process. */
    public Metrics() {
        meters.config().meterFilter(MeterFilter.denyUnless(id -> LibraryMetric.isShown(id.getName())));
        bind(new JvmMemoryMetrics());
        bind(new JvmThreadMetrics());
        bind(heapPressure);
        bind(new ProcessorMetrics());
        bind(new FileDescriptorMetrics());
        bind(new UptimeMetrics());
    }

    /** Adds of a library's figures those that are shown. */
    public void bind(MeterBinder binder) {
        binder.bindTo(meters);
    }

    /** Adds which release this is, as the metric {@code vigie_build_info}. */
    public void release(String version) {
        Info.builder()
                .name("vigie_build_info")
                .help("Always 1; the label says which release runs")
                .labelNames("version")
                .register(registry)
                .setLabelValues(version);
    }

    /** Adds a counter or a gauge; {@code source} is asked each time somebody looks, by whichever thread. */
    public void show(Metric metric, Consumer<Samples> source) {
        String[] labels = metric.labels().toArray(String[]::new);
        switch (metric.kind()) {
            case COUNTER ->
                CounterWithCallback.builder()
                        .name(metric.metricName())
                        .help(metric.meaning())
                        .labelNames(labels)
                        .callback(callback -> source.accept(callback::call))
                        .register(registry);
            case GAUGE ->
                GaugeWithCallback.builder()
                        .name(metric.metricName())
                        .help(metric.meaning())
                        .labelNames(labels)
                        .callback(callback -> source.accept(callback::call))
                        .register(registry);
            case HISTOGRAM -> throw new IllegalArgumentException(metric + " is a histogram");
        }
    }

    /** Adds a histogram. */
    public void showHistogram(Metric metric, Supplier<Distribution> source) {
        if (metric.kind() != Metric.Kind.HISTOGRAM || !metric.labels().isEmpty()) {
            throw new IllegalArgumentException(metric + " is no histogram");
        }
        registry.register(() -> snapshot(metric, source.get()));
    }

    private static HistogramSnapshot snapshot(Metric metric, Distribution distribution) {
        List<Double> upper = new ArrayList<>(distribution.upperBounds());
        upper.add(Double.POSITIVE_INFINITY);
        return HistogramSnapshot.builder()
                .name(metric.metricName())
                .help(metric.meaning())
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(upper, distribution.counts()))
                        .sum(distribution.sum())
                        .build())
                .build();
    }

    /** The page as it is now, in Prometheus' text format 0.0.4. */
    String text() {
        return meters.scrape(CONTENT_TYPE);
    }

    @Override
    public void close() {
        heapPressure.close();
        meters.close();
    }
}
