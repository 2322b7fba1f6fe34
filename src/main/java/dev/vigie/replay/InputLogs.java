package dev.vigie.replay;

import dev.vigie.ingest.LogArchive;
import dev.vigie.ingest.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The logs that a replay reads, by name: each file once, however often and by whatever way it was named, and of several
 * with the same bytes the first alone. A log whose lines have no ids would count as often as it was copied.
 *
 * @param files all that was named, with the copies among them
 * @param logs what is to be read
 * @param copies what is not
 * @param bytesTotal of the files to read
 */
record InputLogs(List<LogInput> files, List<LogInput> logs, List<LogSummary> copies, long bytesTotal) {

    InputLogs {
        files = List.copyOf(files);
        logs = List.copyOf(logs);
        copies = List.copyOf(copies);
    }

    /**
     * Finds them, and opens every one, so that what is wrong with the last is known before hours are spent on the
     * first.
     */
    static InputLogs of(ReplayJob job, Progress progress) throws UnreadableLogException, IOException {
        List<LogInput> files = files(job.logs());
        Map<Long, Integer> bySize = new HashMap<>();
        files.forEach(file -> bySize.merge(file.bytes(), 1, Integer::sum));
        Map<String, String> originals = new HashMap<>();
        List<LogInput> logs = new ArrayList<>();
        List<LogSummary> copies = new ArrayList<>();
        long bytesTotal = 0;
        for (LogInput file : files) {
            if (progress.isStopAsked()) {
                throw new ReplayStoppedException("stopped as asked, before it began");
            }
            if (!LogArchive.isNamedSo(file.path())) {
                job.open(file.path()).close();
            }
            if (file.bytes() > 0 && bySize.getOrDefault(file.bytes(), 0) > 1) {
                String sha256 = Sha256.of(file.path(), new Milestone(progress));
                String original = originals.putIfAbsent(sha256, file.name());
                if (original != null) {
                    copies.add(LogSummary.ofCopy(file, sha256, original));
                    continue;
                }
                file = new LogInput(file.path(), LogInput.WHOLE, file.name(), file.bytes(), sha256);
            }
            bytesTotal += file.bytes();
            logs.addAll(members(file, job));
        }
        logs.sort(Comparator.comparing(LogInput::name).thenComparing(LogInput::member));
        return new InputLogs(files, logs, copies, bytesTotal);
    }

    /** The file, or what an archive holds, of which each could be opened. */
    private static List<LogInput> members(LogInput file, ReplayJob job) throws UnreadableLogException, IOException {
        if (!LogArchive.isNamedSo(file.path())) {
            return List.of(file);
        }
        List<LogInput> members = new ArrayList<>();
        LogArchive.read(file.path(), (number, name, in) -> {
            job.open(file.path(), name, in).close();
            members.add(new LogInput(file.path(), number, file.name() + "!/" + name, file.bytes(), file.sha256()));
        });
        return members;
    }

    /** Where each log's events come from; those of other logs come after those of files. */
    List<Place> places(List<OtherLog> others) {
        Stream<Place> files = logs.stream().map(log -> new Place(log.name(), 0));
        return Stream.concat(files, others.stream().map(other -> new Place(other.name(), other.partition())))
                .toList();
    }

    /** A log, as provenance names it. */
    record Place(String name, int partition) {}

    /** Each once, by name. */
    private static List<LogInput> files(List<Path> named) throws IOException {
        Set<Path> seen = new LinkedHashSet<>();
        List<Path> paths = new ArrayList<>();
        for (Path path : named) {
            if (seen.add(Files.exists(path) ? path.toRealPath() : path)) {
                paths.add(path);
            }
        }
        List<String> names = LogNames.of(paths);
        List<LogInput> files = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            files.add(new LogInput(paths.get(i), LogInput.WHOLE, names.get(i), size(paths.get(i)), null));
        }
        files.sort(Comparator.comparing(LogInput::name));
        return files;
    }

    /** 0 for what is no file: opening it will say what is wrong. */
    private static long size(Path path) throws IOException {
        return Files.isRegularFile(path) ? Files.size(path) : 0;
    }
}
