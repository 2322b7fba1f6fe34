package dev.vigie.bench.live;

import dev.vigie.bench.ChildJvm;
import dev.vigie.bench.Detections;
import dev.vigie.stream.Sources;
import dev.vigie.stream.StreamApplication;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.Wire;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Vigie's process, with its own settings and the built-in rules. Says a line when it is running; then answers
 * {@code NAME ATTRIBUTE} with the sum of that attribute over all MBeans of the name.
 */
final class DetectorMain {

    static final String RUNNING = "running";
    static final String LAG = "records-lag";
    /** A quarter of the process's heap. */
    private static final long PROFILE_BYTES = 512L << 20;

    private static final Duration START_MAX = Duration.ofMinutes(10);

    private DetectorMain() {}

    /** Arguments: bootstrap, prefix, state directory, instance id, standbys, whether it also ingests logs. */
    public static void main(String[] arguments) throws Exception {
        StreamSettings settings = new StreamSettings(
                arguments[0],
                DetectorProcess.topics(arguments[1]),
                Path.of(arguments[2]),
                1,
                Integer.parseInt(arguments[4]),
                arguments[3],
                PROFILE_BYTES,
                StreamSettings.ROCKS_BYTES,
                Map.of());
        boolean ingests = Boolean.parseBoolean(arguments[5]);
        Wire wire = Wire.withoutRegistry();
        try (StreamApplication detect = StreamApplication.startDetect(settings, Detections.builtIn(), wire)) {
            if (ingests) {
                try (StreamApplication ingest =
                        StreamApplication.startIngest(settings, Sources.json(settings.topics()), wire)) {
                    serve(ingest.awaitRunning(START_MAX) && detect.awaitRunning(START_MAX));
                }
            } else {
                serve(detect.awaitRunning(START_MAX));
            }
        }
        System.exit(0);
    }

    private static void serve(boolean running) throws java.io.IOException {
        if (running) {
            ChildJvm.say(RUNNING);
            ChildJvm.answerAll(question -> Double.toString(sum(question)));
        }
    }

    /** A partition that was never fetched has no lag yet: it is behind, by who knows what. */
    private static double value(MBeanServer beans, ObjectName name, String attribute) throws JMException {
        try {
            return ((Number) beans.getAttribute(name, attribute)).doubleValue();
        } catch (AttributeNotFoundException e) {
            if (attribute.equals(LAG)) {
                return 1;
            }
            throw e;
        }
    }

    private static double sum(String question) {
        int space = question.lastIndexOf(' ');
        String attribute = question.substring(space + 1);
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        double sum = 0;
        try {
            Set<ObjectName> names = beans.queryNames(new ObjectName(question.substring(0, space)), null);
            for (ObjectName name : names) {
                double value = value(beans, name, attribute);
                sum += Double.isNaN(value) ? 0 : value;
            }
        } catch (JMException e) {
            throw new IllegalStateException("no such figure: " + question, e);
        }
        return sum;
    }
}
