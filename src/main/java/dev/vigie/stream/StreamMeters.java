package dev.vigie.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams;

/** What Kafka measures of its own applications, lag, threads, commits and the size of their state, until closed. */
public final class StreamMeters implements MeterBinder, AutoCloseable {

    /** Partitions come and go, and their figures with them; the minute that is usual would hide a restart's first. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(5);

    private final ScheduledExecutorService refresh = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "vigie-meters");
        thread.setDaemon(true);
        return thread;
    });
    private final List<KafkaStreamsMetrics> applications;

    StreamMeters(List<KafkaStreams> applications) {
        this.applications = applications.stream()
                .map(streams -> new KafkaStreamsMetrics(streams, List.of(), refresh, REFRESH_INTERVAL))
                .toList();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        applications.forEach(application -> application.bindTo(registry));
    }

    @Override
    public void close() {
        applications.forEach(KafkaStreamsMetrics::close);
        refresh.shutdownNow();
    }
}
