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

    /** Arguments: bootstrap, prefix, partitions, state directory, heap bytes for profiles, rules or nothing. */
    public static void main(String[] args) throws InterruptedException, RuleException {
        Topics topics = new Topics(args[1], Integer.parseInt(args[2]), 1, (short) 1);
        Detection detection = args.length < 6
                ? Detections.plain()
                : new Detection(new Plan(SigmaLoader.loadDirectory(Path.of(args[5]))), Detections.settings());
        StreamSettings settings = StreamSettings.of(args[0], topics, Path.of(args[3]))
                .withHeapBytes(Long.parseLong(args[4]))
                .withThreads(2)
                .withKafka(Map.of("commit.interval.ms", "300"));
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
                Long.toString(heapBytes)));
        if (!rules.isEmpty()) {
            command.add(rules);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }
}
