package dev.vigie.report;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.siem.AlertFacts;
import dev.vigie.wire.AlertJson;
import dev.vigie.wire.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * What {@code alerts.jsonl} holds: the gravest episodes, at most {@value #EPISODES_MAX}, and figures over all of them.
 *
 * @param gravest the gravest first
 * @param total how many there are in all
 * @param byLevel how many of each level, in all
 */
record Episodes(List<Episode> gravest, long total, Map<Level, Long> byLevel) {

    static final int EPISODES_MAX = 10_000;

    Episodes {
        gravest = List.copyOf(gravest);
        byLevel = Map.copyOf(byLevel);
    }

    /** How many accounts have an episode of their own. */
    long accounts() {
        return accounts(gravest);
    }

    /** The episodes of single accounts that exposed somebody. */
    List<Episode> exposing() {
        return gravest.stream()
                .filter(episode -> episode.exposesPeople() && AlertFacts.people(episode.last()) > 0)
                .toList();
    }

    static long accounts(List<Episode> episodes) {
        return episodes.stream()
                .map(Episode::accountKey)
                .filter(key -> !key.isEmpty())
                .distinct()
                .count();
    }

    /** How many the report has no room for. */
    long omitted() {
        return total - gravest.size();
    }

    /**
     * Reads the episodes that are wanted, by id.
     *
     * @throws ReportException if a line is no alert
     */
    static Episodes read(Path file, Predicate<String> wanted) throws IOException, ReportException {
        Reading reading = new Reading();
        try (BoundedLines lines = new BoundedLines(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                try {
                    Alert message = AlertJson.read(line);
                    if (wanted.test(message.id())) {
                        reading.add(message);
                    }
                } catch (WireException e) {
                    throw lines.fault(String.valueOf(e.getMessage()));
                }
            }
        }
        return reading.done();
    }

    /** An episode of which not all messages have been read. */
    private static final class Growing {
        private Alert last;
        private final Curve exposure = new Curve();

        Growing(Alert first) {
            last = first;
        }

        void add(Alert message) {
            if (message.sequence() >= last.sequence()) {
                last = message;
            }
            long time = message.state() == Alert.State.OPEN ? message.openedAtMillis() : message.lastEventAtMillis();
            exposure.add(time, AlertFacts.people(message));
        }

        Episode episode() {
            return new Episode(last, exposure.points());
        }
    }

    private static final class Reading {
        private final Map<String, Growing> open = new HashMap<>();
        private final PriorityQueue<Growing> slightestFirst =
                new PriorityQueue<>((a, b) -> Episode.GRAVEST_FIRST.compare(b.last, a.last));
        private final Map<Level, Long> byLevel = new EnumMap<>(Level.class);
        private long total;

        void add(Alert message) {
            open.computeIfAbsent(message.id(), id -> new Growing(message)).add(message);
            if (message.closedAtMillis() != AccessEvent.UNKNOWN) {
                Growing closed = open.remove(message.id());
                if (closed != null) {
                    keep(closed);
                }
            }
        }

        private void keep(Growing episode) {
            total++;
            byLevel.merge(episode.last.level(), 1L, Long::sum);
            slightestFirst.add(episode);
            if (slightestFirst.size() > EPISODES_MAX) {
                slightestFirst.remove();
            }
        }

        /** A replay that was broken off leaves episodes open. */
        Episodes done() {
            open.values().forEach(this::keep);
            List<Episode> gravest = slightestFirst.stream()
                    .sorted((a, b) -> Episode.GRAVEST_FIRST.compare(a.last, b.last))
                    .map(Growing::episode)
                    .toList();
            return new Episodes(gravest, total, byLevel);
        }
    }
}
