package dev.vigie.bench;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result as Markdown. */
final class Table {

    private Table() {}

    /** @param dsl the job that the last ratio is against */
    static String of(Map<Job, Sample> results, @Nullable Job dsl) {
        StringBuilder out = new StringBuilder("""
                | job | events | events/s | CPU s per million | times polling | times less than the DSL job \
                | broker CPU s per million | bytes allocated per event |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        Sample slow = results.get(dsl);
        results.forEach((job, sample) -> {
            Sample polled = results.get(job.polling());
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,.0f | %.2f | %s | %s | %.2f | %,.0f |%n",
                    job.title(),
                    job.events(),
                    sample.eventsPerSecond(),
                    sample.cpuSecondsPerMillion(),
                    ratio(sample, polled),
                    job.equals(dsl) ? "" : ratio(slow, sample),
                    sample.brokerCpuSecondsPerMillion(),
                    sample.allocatedBytesPerEvent()));
        });
        return out.toString();
    }

    private static String ratio(@Nullable Sample dividend, @Nullable Sample divisor) {
        return dividend == null || divisor == null
                ? ""
                : String.format(Locale.ROOT, "%.1f", dividend.cpuSecondsPerMillion() / divisor.cpuSecondsPerMillion());
    }
}
