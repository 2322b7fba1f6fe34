package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of affected people against what the simulator knows to be true. */
final class AffectedIT {

    private static final List<String> INCIDENTS = List.of("ofii", "france-visas", "interior");
    private static final Pattern SESSION = Pattern.compile("\"session\":\"([^\"]+)\"");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A row of {@code truth.csv}: a person and when an account read them first. */
    private record Taken(String incident, String account, String subject, Instant time) {

        static Taken of(String row) {
            String[] cells = row.split(",", -1);
            return new Taken(cells[0], cells[1], cells[2], Instant.parse(cells[3]));
        }
    }

    @Test
    void affected_ofTheThievesSessionsAtTheTimesOfTheThefts_isTheTruth() throws IOException {
        List<Taken> truth = simulate();
        assertThat(truth).extracting(Taken::incident).hasSameElementsAs(INCIDENTS);
        Path list = directory.resolve("affected.csv");
        List<String> command =
                new ArrayList<>(List.of("affected", directory.resolve("out").toString()));
        command.addAll(List.of("-o", list.toString(), "--clear-subjects"));
        command.addAll(List.of("--from", time(truth, Comparator.naturalOrder())));
        command.addAll(List.of("--to", time(truth, Comparator.reverseOrder())));
        Set<String> accounts = new TreeSet<>();
        for (Taken taken : truth) {
            if (accounts.add(taken.account())) {
                command.addAll(List.of("--account", taken.account(), "--session", session(taken)));
            }
        }

        assertThat(run(command.toArray(String[]::new))).as("%s", err).isZero();

        assertThat(listed(list)).isEqualTo(firstTimes(truth));
        assertThat(err.toString())
                .endsWith(String.format("affected.csv: %,d%n", firstTimes(truth).size()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("logs", "out", "affected.csv");
        }
    }

    @Test
    void affected_withoutAList_isWrongUse() throws IOException {
        String folder = directory.resolve("out").toString();
        Path log = Files.writeString(
                directory.resolve("access.csv"), "time,account,action\n2026-01-05T10:00:00Z,m.petit,LOGIN\n");
        assertThat(run("replay", log.toString(), "-o", folder)).as("%s", err).isZero();

        assertThat(run(
                        "affected",
                        folder,
                        "-o",
                        directory.resolve("no/where.csv").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no/where.csv is in no directory");
        assertThat(run("affected", folder, "-o", directory.resolve("a.csv").toString(), "--from", "noon"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("from=noon: not a time");
        assertThat(run("affected", folder, "-o", directory.resolve("a.csv").toString(), "--alert", "2026-1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("2026-1");
    }

    private List<Taken> simulate() throws IOException {
        Path logs = directory.resolve("logs");
        List<String> simulate = new ArrayList<>(List.of("simulate", "-o", logs.toString()));
        simulate.addAll(List.of("--days", "5", "--accounts", "40"));
        INCIDENTS.forEach(incident -> simulate.addAll(List.of("--incident", incident)));
        assertThat(run(simulate.toArray(String[]::new))).as("%s", err).isZero();
        List<String> replay =
                new ArrayList<>(List.of("replay", "-o", directory.resolve("out").toString()));
        try (Stream<Path> files = Files.list(logs)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".jsonl"))
                    .sorted()
                    .forEach(replay::add);
        }
        assertThat(run(replay.toArray(String[]::new))).as("%s", err).isZero();
        try (Stream<String> rows = Files.lines(logs.resolve("truth.csv"))) {
            return rows.skip(1).map(Taken::of).toList();
        }
    }

    /** The session in which this was taken, as an investigator finds it in the log. */
    private String session(Taken taken) throws IOException {
        String operator = taken.account().substring(0, taken.account().indexOf('/'));
        try (Stream<String> lines = Files.lines(directory.resolve("logs").resolve(operator + ".jsonl"))) {
            String line = lines.filter(each -> each.contains('"' + taken.subject() + '"'))
                    .findFirst()
                    .orElseThrow();
            Matcher session = SESSION.matcher(line);
            assertThat(session.find()).as(line).isTrue();
            return session.group(1);
        }
    }

    private static String time(List<Taken> taken, Comparator<Instant> first) {
        return taken.stream().map(Taken::time).min(first).orElseThrow().toString();
    }

    private static Map<String, Instant> firstTimes(List<Taken> taken) {
        Map<String, Instant> times = new TreeMap<>();
        taken.forEach(
                each -> times.merge(each.subject(), each.time(), (one, other) -> one.isBefore(other) ? one : other));
        return times;
    }

    private static Map<String, Instant> listed(Path list) throws IOException {
        Map<String, Instant> times = new TreeMap<>();
        try (Stream<String> rows = Files.lines(list)) {
            rows.skip(1).map(row -> row.split(",", -1)).forEach(cells -> times.put(cells[0], Instant.parse(cells[1])));
        }
        return times;
    }

    private int run(String... arguments) {
        err.getBuffer().setLength(0);
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), arguments);
    }
}
