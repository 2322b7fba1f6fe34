package dev.vigie.stream;

import dev.vigie.detect.Plan;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.SigmaLoader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A detector in a JVM of its own, to be killed. */
final class DetectorProcess {

    /** A further topic of alerts: which message of which alert it is. */
    static final AlertTopic NOTES = new AlertTopic("notes", alert -> alert.id() + "/" + alert.sequence());

    private DetectorProcess() {}

    private static final String ALONE = "vigie-1";

    /**
     * Arguments: bootstrap, prefix, partitions, state directory, heap bytes for profiles, the instance's name,
     * standbys, rules or nothing.
     */
    public static void main(String[] args) throws InterruptedException, RuleException {
        Topics topics = new Topics(args[1], Integer.parseInt(args[2]), 1, (short) 1);
        Detection detection = args.length < 8
                ? Detections.plain()
                : new Detection(new Plan(SigmaLoader.loadDirectory(Path.of(args[7]))), Detections.settings());
        StreamSettings settings = new StreamSettings(
                args[0],
                topics,
                Path.of(args[3]),
                2,
                Integer.parseInt(args[6]),
                args[5],
                Long.parseLong(args[4]),
                StreamSettings.ROCKS_BYTES,
                Map.of("commit.interval.ms", "300"));
        StreamApplication.startDetect(
                settings, detection, Wire.withoutRegistry().withAlertTopics(List.of(NOTES)));
        new CountDownLatch(1).await();
    }

    static Process start(String bootstrap, Topics topics, Path state, long heapBytes, File output) throws IOException {
        return start(bootstrap, topics, state, heapBytes, output, "");
    }

    /** @param rules a directory; empty for the built-in ones */
    static Process start(String bootstrap, Topics topics, Path state, long heapBytes, File output, String rules)
            throws IOException {
        return start(bootstrap, topics, state, heapBytes, output, rules, ALONE, 0);
    }

    /** One of several: {@code name} is its own among them. */
    static Process start(
            String bootstrap,
            Topics topics,
            Path state,
            long heapBytes,
            File output,
            String rules,
            String name,
            int standbys)
            throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                DetectorProcess.class.getName(),
                bootstrap,
                topics.prefix(),
                Integer.toString(topics.eventPartitions()),
                state.toString(),
                Long.toString(heapBytes),
                name,
                Integer.toString(standbys)));
        if (!rules.isEmpty()) {
            command.add(rules);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }
}
