package dev.vigie.bench.replay;

import dev.vigie.bench.Detections;
import dev.vigie.bench.JsonLine;
import dev.vigie.bench.Traffic;
import dev.vigie.detect.Detector;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleException;
import dev.vigie.store.MemoryProfiles;
import dev.vigie.stream.Detection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A day's logs, one file of JSON lines for each operator, and the alerts that they must give.
 *
 * @param alertIds the episodes that the detector opens over the same events without any file
 */
record Logs(List<Path> files, long events, long bytes, Set<String> alertIds) {

    Logs {
        files = List.copyOf(files);
        alertIds = Set.copyOf(alertIds);
    }

    static Logs write(Path directory, long events, long seed) throws IOException, RuleException {
        Files.createDirectories(directory);
        Traffic traffic = new Traffic(events, seed);
        Detection detection = Detections.builtIn();
        Detector detector = new Detector(detection.plan(), detection.settings());
        MemoryProfiles profiles = new MemoryProfiles(detection.plan());
        Set<String> alertIds = new TreeSet<>();
        List<Path> files = new ArrayList<>();
        Map<String, OutputStream> logs = new HashMap<>();
        JsonLine json = new JsonLine();
        long bytes = 0;
        try {
            for (String operator : traffic.operators()) {
                Path file = directory.resolve(operator + ".jsonl");
                files.add(file);
                logs.put(operator, new BufferedOutputStream(Files.newOutputStream(file)));
            }
            for (long number = 0; traffic.hasNext(); number++) {
                AccessEvent event = traffic.next();
                byte[] line = json.of(event);
                OutputStream log = logs.get(event.operator());
                if (log == null) {
                    throw new IllegalStateException("an event of an unknown operator");
                }
                log.write(line);
                log.write('\n');
                bytes += line.length + 1;
                detector.process(event, new Origin("", 0, number), profiles, alert -> {
                    if (alert.state() == Alert.State.OPEN) {
                        alertIds.add(alert.id());
                    }
                });
            }
        } finally {
            for (OutputStream log : logs.values()) {
                log.close();
            }
        }
        return new Logs(files, events, bytes, alertIds);
    }
}
