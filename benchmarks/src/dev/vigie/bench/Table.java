package dev.vigie.bench;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results as Markdown.
 *
 * @param jobs by number
 * @param results of the same jobs
 */
record Table(Map<Integer, Job> jobs, Map<Integer, Sample> results) {

    /**
     * The jobs of one part; an empty text if none of them was run.
     *
     * @param poll the part's first number, the job that only reads the same bytes
     */
    String of(int poll, int last) {
        if (results.keySet().stream().noneMatch(number -> number >= poll && number <= last)) {
            return "";
        }
        StringBuilder out = new StringBuilder("""

                | job | events | events/s | CPU s per million | times polling | times less than the DSL job \
                | broker CPU s per million | bytes allocated per event |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        jobs.forEach((number, job) -> {
            Sample sample = results.get(number);
            if (sample != null && number >= poll && number <= last) {
                out.append(row(number, job, sample, number == poll ? null : results.get(poll)));
            }
        });
        return out.toString();
    }

    private String row(int number, Job job, Sample sample, @Nullable Sample polled) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %.2f | %s | %s | %.2f | %s |%n",
                job.title(),
                job.events(),
                sample.eventsPerSecond(),
                sample.cpuSecondsPerMillion(),
                ratio(sample, polled),
                number == Jobs.DSL ? "" : ratio(results.get(Jobs.DSL), sample),
                sample.brokerCpuSecondsPerMillion(),
                Double.isNaN(sample.allocatedBytesPerEvent())
                        ? ""
                        : String.format(Locale.ROOT, "%,.0f", sample.allocatedBytesPerEvent()));
    }

    private static String ratio(@Nullable Sample dividend, @Nullable Sample divisor) {
        return dividend == null || divisor == null
                ? ""
                : String.format(Locale.ROOT, "%.1f", dividend.cpuSecondsPerMillion() / divisor.cpuSecondsPerMillion());
    }
}
