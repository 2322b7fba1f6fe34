package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.wire.AlertJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleFilesTest {

    private static final FolderOptions CLEAR =
            new FolderOptions(true, null, AffectedSelection.EPISODES, Map.of(), List.of(), List.of(), null);
    private static final long DAY_MILLIS = 86_400_000;

    @TempDir
    private Path directory;

    @Test
    void run_anyLogAndAnyHeap_countsAsSetsDo() throws Exception {
        for (long seed = 0; seed < 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<AccessEvent> events = events(random);
            Path log = Logs.write(directory.resolve("log-" + seed + ".jsonl"), withRepetitions(random, events));
            Files.writeString(log, "{not json\n", StandardOpenOption.APPEND);
            Path out = directory.resolve("out-" + seed);
            Replay.run(Logs.job(out, random.nextLong(20_000, 2_000_000), CLEAR, log), Progress.none());
            SlowPeople slow = new SlowPeople(events, closed(out), Logs.RULES.sensitivity());

            assertThat(rows(out, "accounts.csv")).as("seed %d", seed).isEqualTo(slow.accounts());
            assertThat(rows(out, "timeline.csv")).as("seed %d", seed).isEqualTo(slow.timeline());
            assertThat(rows(out, "affected.csv"))
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .isEqualTo(slow.affected());
            assertCurves(out, slow, seed);
            assertLedger(out);
        }
    }

    @Test
    void run_anExtraction_curveEndsWithTheAlertsFigureAndMarksTheOpening() throws Exception {
        Path out = directory.resolve("out");
        Path log = Logs.write(directory.resolve("access.jsonl"), large());
        Replay.run(Logs.job(out, log), Progress.none());

        Alert last = closed(out).stream()
                .filter(alert -> alert.groupKind().equals("account"))
                .findFirst()
                .orElseThrow();
        List<String> curve = rows(out, "exposure.csv").stream()
                .filter(row -> row.startsWith(last.id() + ","))
                .toList();

        assertThat(curve).hasSizeBetween(250, ExposureCurves.POINTS_MAX);
        assertThat(curve.get(0)).isEqualTo(point(last, last.firstEventAtMillis(), 1));
        assertThat(curve.get(curve.size() - 1)).isEqualTo(point(last, last.lastEventAtMillis(), last.peopleExposed()));
        assertThat(curve).anyMatch(row -> row.contains("," + CsvFile.time(last.openedAtMillis()) + ","));
        assertThat(rows(out, "accounts.csv").get(0)).contains("," + last.level() + "," + last.peopleExposed());
    }

    @Test
    void run_withAKey_listsPeopleAsAlertsShowThem() throws Exception {
        Path out = directory.resolve("out");
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());
        Replay.run(Logs.job(out, 64_000, log), Progress.none());

        List<String> listed = rows(out, "affected.csv").stream()
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
        assertThat(listed).hasSize(Logs.STOLEN).isSorted().allMatch(name -> name.matches("[0-9a-f]{64}"));
        assertThat(closed(out).get(0).evidence())
                .isNotEmpty()
                .allSatisfy(evidence -> assertThat(listed).containsAll(evidence.subjects()));
    }

    @Test
    void run_withoutAKey_numbersPeopleInTheOrderOfTheirIds() throws Exception {
        Path out = directory.resolve("out");
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());
        Replay.run(Logs.withoutKey(Logs.job(out, 64_000, log)), Progress.none());
        Path clear = directory.resolve("clear");
        Replay.run(Logs.withoutKey(Logs.job(clear, 64_000, CLEAR, log)), Progress.none());

        List<String> numbered = rows(out, "affected.csv");
        List<String> named = rows(clear, "affected.csv");
        assertThat(numbered).hasSameSizeAs(named).hasSize(Logs.STOLEN);
        for (int i = 0; i < named.size(); i++) {
            assertThat(numbered.get(i))
                    .isEqualTo(
                            "p" + (i + 1) + named.get(i).substring(named.get(i).indexOf(',')));
        }
    }

    @Test
    void run_ofOneAccountAtOneTime_listsWhatItReadOutsideOfAlertsToo() throws Exception {
        AffectedSelection selection = AffectedSelection.parse(List.of(
                "account=atlas/clerk-3",
                "from=" + CsvFile.time(Logs.START_MILLIS + 60_000),
                "to=" + CsvFile.time(Logs.START_MILLIS + 260_000)));
        Path out = directory.resolve("out");
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());
        FolderOptions chosen = new FolderOptions(true, null, selection, Map.of(), List.of(), List.of(), null);
        Replay.run(Logs.job(out, chosen, log), Progress.none());

        String first = CsvFile.time(Logs.START_MILLIS + 60_000);
        String second = CsvFile.time(Logs.START_MILLIS + 260_000);
        assertThat(rows(out, "affected.csv"))
                .containsExactly(
                        "B-13," + second + "," + second + ",1,atlas/clerk-3,contact,",
                        "B-3," + first + "," + first + ",1,atlas/clerk-3,contact,");
    }

    @Test
    void run_hostileNames_stayInTheirCells() throws Exception {
        String account = "=cmd|' /C calc'!A0,\"x\";\r\ny";
        Path out = directory.resolve("out");
        Path log = Logs.write(
                directory.resolve("access.jsonl"), List.of(Logs.event("1", Logs.START_MILLIS, account, "A-1")));
        Replay.run(Logs.job(out, log), Progress.none());

        assertThat(Files.readString(out.resolve("accounts.csv")))
                .contains("atlas,\"=cmd|' /C calc'!A0,\"\"x\"\";\r\ny\",2025-");
    }

    private static String point(Alert alert, long timeMillis, long people) {
        return alert.id() + "," + CsvFile.time(timeMillis) + "," + people;
    }

    private static void assertCurves(Path out, SlowPeople slow, long seed) throws Exception {
        Map<String, List<String[]>> curves = rows(out, "exposure.csv").stream()
                .map(row -> row.split(",", -1))
                .collect(Collectors.groupingBy(cells -> cells[0], TreeMap::new, Collectors.toList()));
        assertThat(curves.keySet())
                .containsExactlyElementsOf(
                        closed(out).stream().map(Alert::id).sorted().toList());
        curves.forEach((id, curve) -> assertThat(curve)
                .as("seed %d", seed)
                .hasSizeLessThanOrEqualTo(ExposureCurves.POINTS_MAX)
                .allSatisfy(point -> assertThat(Long.parseLong(point[2])).isEqualTo(slow.exposedAt(id, point[1]))));
    }

    private static void assertLedger(Path out) throws Exception {
        JsonNode ledger = new ObjectMapper().readTree(out.resolve("ledger.json").toFile());
        JsonNode counts = new ObjectMapper()
                .readTree(out.resolve("summary.json").toFile())
                .path("counts");
        for (String name : List.of("received", "counted", "rejected", "late", "duplicate")) {
            long expected = counts.path(name).asLong();
            assertThat(ledger.path(name).asLong()).as(name).isEqualTo(expected);
            assertThat(sum(ledger.path("byOperator"), name)).as(name).isEqualTo(expected);
            assertThat(sum(ledger.path("byHour"), name)).as(name).isEqualTo(expected);
        }
        assertThat(counts.path("duplicate").asLong()).isPositive();
        assertThat(counts.path("rejected").asLong())
                .isEqualTo(ledger.path("byReason").path("not-json").asLong())
                .isEqualTo(1);
    }

    private static long sum(JsonNode rows, String name) {
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row.path(name).asLong();
        }
        return sum;
    }

    /** The extraction, of so many people that not every one can be a point. */
    private static List<AccessEvent> large() {
        return IntStream.range(0, 1_500)
                .mapToObj(i -> Logs.event("t-" + i, Logs.START_MILLIS + i * 1_000L, Logs.THIEF, "A-" + i))
                .toList();
    }

    /** Some days of some accounts, of which one takes many people and another reads many times. */
    private static List<AccessEvent> events(SplittableRandom random) {
        List<AccessEvent> events = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            long timeMillis = Logs.START_MILLIS + random.nextLong(3 * DAY_MILLIS);
            events.add(event(random, "e-" + i, timeMillis, "clerk-" + random.nextInt(5)));
        }
        long beginsMillis = Logs.START_MILLIS + random.nextLong(2 * DAY_MILLIS);
        for (int i = 0; i < 150; i++) {
            events.add(event(random, "t-" + i, beginsMillis + i * 3_000L + random.nextInt(2_000), Logs.THIEF));
        }
        return events;
    }

    private static AccessEvent event(SplittableRandom random, String id, long timeMillis, String account) {
        boolean thief = account.equals(Logs.THIEF);
        int people = thief ? random.nextInt(1, 4) : random.nextInt(3);
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            subjects.add(Subject.of((thief ? "S-" : "P-") + random.nextInt(thief ? 300 : 60)));
        }
        Action[] actions = Action.values();
        return new AccessEvent(
                id,
                timeMillis,
                AccessEvent.UNKNOWN,
                random.nextInt(10) == 0 ? "borealis" : "atlas",
                account,
                null,
                null,
                random.nextInt(5) == 0 ? null : "register-" + random.nextInt(thief ? 1 : 3),
                thief ? Action.READ : actions[random.nextInt(actions.length)],
                random.nextInt(8) == 0 ? Outcome.DENIED : Outcome.SUCCESS,
                subjects,
                random.nextInt(4) == 0 ? random.nextInt(30) : AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                random.nextBoolean() ? List.of("email", "wage-no-table-knows") : List.of("nationality"),
                random.nextInt(5) == 0 ? null : "192.0.2." + random.nextInt(40),
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }

    /** The same with some of them twice, in any order. */
    private static List<AccessEvent> withRepetitions(SplittableRandom random, List<AccessEvent> events) {
        List<AccessEvent> log = new ArrayList<>(events);
        for (int i = 0; i < 20; i++) {
            log.add(random.nextInt(log.size()), events.get(random.nextInt(events.size())));
        }
        return log;
    }

    private static List<Alert> closed(Path out) throws Exception {
        List<Alert> closed = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("alerts.jsonl"))) {
            Alert alert = AlertJson.read(line);
            if (alert.state() == Alert.State.CLOSED) {
                closed.add(alert);
            }
        }
        return closed;
    }

    private static List<String> rows(Path out, String name) throws Exception {
        try (Stream<String> lines = Files.lines(out.resolve(name))) {
            return lines.skip(1).toList();
        }
    }
}
