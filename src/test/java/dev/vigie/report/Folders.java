package dev.vigie.report;

import static dev.vigie.model.AccessEvent.UNKNOWN;

import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.model.Outcome;
import dev.vigie.model.Sign;
import dev.vigie.wire.AlertJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replay folders for tests, written by hand as a replay writes them. */
final class Folders {

    /** 2025-12-15T13:37:00Z. */
    static final long RAISED_MILLIS = 1_765_805_820_000L;

    static final String SWEEP = "2025-12-15-522022ee58d53884-1";
    static final String EXTRACT = "2025-12-16-eb44453c0817df1d-1";
    static final String GROUP = "2025-12-16-dcc688747f2640b5-1";

    /** What a log may say to harm its reader. */
    static final String HOSTILE =
            "</script><script>hacked=1</script><!-- <img src=x onerror=hacked=1>\u202Etxt\u2028'\"&";

    private static final long MINUTE = 60_000;

    private Folders() {}

    /** What {@code vigie replay} wrote before there were lists: the three first files alone. */
    static Path old(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("summary.json"), summary());
        List<String> lines = new ArrayList<>();
        for (Alert alert : List.of(
                account(SWEEP, 0, Alert.State.OPEN, "op-07", "dmartinez", 60, RAISED_MILLIS),
                account(SWEEP, 1, Alert.State.UPDATE, "op-07", "dmartinez", 4_000, RAISED_MILLIS),
                account(SWEEP, 2, Alert.State.CLOSED, "op-07", "dmartinez", 7_010, RAISED_MILLIS),
                account(EXTRACT, 0, Alert.State.OPEN, "op-04", HOSTILE, 40, RAISED_MILLIS + 1_440 * MINUTE),
                account(EXTRACT, 1, Alert.State.CLOSED, "op-04", HOSTILE, 1_298, RAISED_MILLIS + 1_440 * MINUTE),
                group())) {
            lines.add(AlertJson.line(alert));
        }
        Files.write(directory.resolve("alerts.jsonl"), lines);
        Files.writeString(directory.resolve("rejected.jsonl"), "");
        return directory;
    }

    /** A folder with all files. The list of people has 7,000 for the sweep, of which the alert counted 7,010. */
    static Path whole(Path directory) throws IOException {
        old(directory);
        Files.write(
                directory.resolve("accounts.csv"),
                List.of(
                        "operator,account,firstEventAt,lastEventAt,events,peopleRead,recordsUnnamed,alerts,"
                                + "highestLevel,peopleExposed",
                        "op-07,dmartinez,2025-11-24T08:00:00Z,2025-12-15T17:00:00Z,7400,7120,0,1,HIGH,7000",
                        "op-04," + quoted(HOSTILE)
                                + ",2025-11-24T08:00:00Z,2025-12-16T15:00:00Z,1500,1400,12,1,HIGH,1298",
                        "op-01,quiet,2025-11-24T08:00:00Z,2025-12-16T15:00:00Z,90,60,0,0,,0"));
        timeline(directory);
        List<String> exposure = new ArrayList<>(List.of("alertId,time,peopleExposed"));
        for (int i = 0; i <= 120; i++) {
            exposure.add(SWEEP + "," + Instant.ofEpochMilli(RAISED_MILLIS + (i - 2) * MINUTE) + "," + i * 7_000 / 120);
            exposure.add(
                    EXTRACT + "," + Instant.ofEpochMilli(RAISED_MILLIS + (1_438 + i) * MINUTE) + "," + i * 1_298 / 120);
        }
        Files.write(directory.resolve("exposure.csv"), exposure);
        affected(directory);
        Files.writeString(directory.resolve("ledger.json"), ledger());
        Files.writeString(directory.resolve("manifest.json"), "{\"timeZone\":\"UTC\"}");
        return directory;
    }

    /** The same, with alerts of so many accounts, the first and last of all, that were shown nothing. */
    static Path refused(Path directory, int accounts) throws IOException {
        Path alerts = directory.resolve("alerts.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(alerts));
        for (int i = 0; i < accounts; i++) {
            long raised = RAISED_MILLIS + (i == 0 ? -9L : 9L) * 1_440 * MINUTE;
            lines.add(
                    AlertJson.line(account("refused-" + i, 0, Alert.State.CLOSED, "op-02", "refused-" + i, 0, raised)));
        }
        Files.write(alerts, lines);
        return directory;
    }

    /** The same, where the first of each alert's reasons is a built-in rule. */
    static Path builtInRules(Path directory) throws IOException {
        Path alerts = directory.resolve("alerts.jsonl");
        Files.writeString(
                alerts, Files.readString(alerts).replace("sequential-read", "66a471f7-2b6a-5ec1-9461-32d5bae3f4b5"));
        return directory;
    }

    /** 7,000 of the sweep, 1,298 of the extract of whom 98 are of the sweep as well, and 5 read by nobody of them. */
    private static void affected(Path directory) throws IOException {
        List<String> rows = new ArrayList<>(List.of("subject,firstRead,lastRead,reads,accounts,categories,alerts"));
        for (int i = 0; i < 8_205; i++) {
            String alerts = i < 6_902 ? SWEEP : i < 7_000 ? SWEEP + ";" + EXTRACT : i < 8_200 ? EXTRACT : "";
            rows.add("p" + (i + 1) + ",2025-12-15T13:35:00Z,2025-12-16T15:35:00Z,2,op-07/dmartinez,"
                    + (i % 2 == 0 ? "identity;official-document" : "identity") + "," + alerts);
        }
        Files.write(directory.resolve("affected.csv"), rows);
    }

    private static void timeline(Path directory) throws IOException {
        List<String> rows = new ArrayList<>(
                List.of("day,operator,account,events,peopleRead,peopleNew,recordsUnnamed,denied,registers,sources"));
        for (int day = 0; day < 23; day++) {
            LocalDate date = LocalDate.of(2025, 11, 24).plusDays(day);
            if (date.getDayOfWeek().getValue() > 5) {
                continue;
            }
            boolean sweep = day == 21;
            rows.add(date + ",op-07,dmartinez," + (sweep ? 7_050 : 14 + day % 5) + "," + (sweep ? 7_003 : 6 + day % 4)
                    + "," + (sweep ? 6_990 : 3) + ",0," + (sweep ? 4 : 0) + ","
                    + (sweep ? "visas;passports;+2" : "visas")
                    + "," + (sweep ? "198.51.100.9" : "192.0.2.7"));
            rows.add(date + ",op-04," + quoted(HOSTILE) + "," + (day == 22 ? 1_310 : 9) + "," + (day == 22 ? 1_298 : 5)
                    + ",2,0,0," + quoted(HOSTILE) + ",192.0.2.8");
        }
        Files.write(directory.resolve("timeline.csv"), rows);
    }

    private static String ledger() {
        StringBuilder hours = new StringBuilder();
        for (int hour = 0; hour < 48; hour++) {
            if (hour % 24 < 7 || hour % 24 > 18) {
                continue;
            }
            hours.append(hours.isEmpty() ? "" : ",")
                    .append("{\"hour\":\"")
                    .append(Instant.ofEpochMilli(RAISED_MILLIS - 37 * MINUTE + hour * 60L * MINUTE))
                    .append("\",\"received\":9}");
        }
        return "{\"received\":21140,\"counted\":21100,\"rejected\":37,\"late\":0,\"duplicate\":3,"
                + "\"byReason\":{\"bad-time\":30,\"not-json\":7},"
                + "\"byOperator\":[{\"operator\":\"op-04\",\"received\":1500,\"counted\":1500},"
                + "{\"operator\":\"op-07\",\"received\":19600,\"counted\":19560},"
                + "{\"operator\":null,\"received\":40,\"counted\":40}],\"byHour\":[" + hours + "]}";
    }

    private static String summary() {
        return """
                {"type":"vigie-replay",
                 "versions":{"vigie":"0.1.0","schemas":{"access-event":"ab12","alert":"cd34"}},
                 "rules":{"hash":"ef56","ids":["bulk-read","sequential-read","sleeping-rule"]},
                 "counts":{"received":21140,"counted":21100,"rejected":37,"late":0,"duplicate":3},
                 "ofCounted":{"skewed":0,"lateForSomeRules":2,"idReused":0},
                 "rejectedByReason":{"bad-time":30,"not-json":7},
                 "alerts":{"opened":3,"updated":1,"closed":2},
                 "episodes":[],"episodesOmitted":0,
                 "firstEventAt":"2025-11-24T08:00:00Z","lastEventAt":"2025-12-16T15:36:00Z",
                 "files":[{"name":"visas.jsonl.gz","format":"json","bytes":1048576,"sha256":"99aa",
                  "received":21140,"rejected":37}]}
                """;
    }

    /** As many alerts on as many accounts, in a folder of its own. */
    static Path large(Path directory, int alerts, int accounts, int days) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("summary.json"), summary());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < alerts; i++) {
            String id = "2025-12-15-" + Integer.toHexString(i) + "-1";
            long raised = RAISED_MILLIS + i * MINUTE;
            String account = "account-" + i % accounts;
            lines.add(AlertJson.line(account(id, 0, Alert.State.OPEN, "op-" + i % 10, account, 20, raised)));
            lines.add(
                    AlertJson.line(account(id, 1, Alert.State.CLOSED, "op-" + i % 10, account, 20 + i % 900, raised)));
        }
        Files.write(directory.resolve("alerts.jsonl"), lines);
        List<String> rows = new ArrayList<>(List.of("operator,account,firstEventAt,lastEventAt,events,peopleRead,"
                + "recordsUnnamed,alerts,highestLevel,peopleExposed"));
        List<String> timeline = new ArrayList<>(
                List.of("day,operator,account,events,peopleRead,peopleNew,recordsUnnamed,denied,registers,sources"));
        for (int i = 0; i < accounts; i++) {
            String name = "op-" + i % 10 + ",account-" + i;
            rows.add(name + ",2025-11-24T08:00:00Z,2025-12-16T15:00:00Z,400,300,0,2,HIGH," + i % 900);
            for (int day = 0; day < days; day++) {
                timeline.add(LocalDate.of(2025, 11, 24).plusDays(day) + "," + name + ",20,9,3,0,0,visas,192.0.2.7");
            }
        }
        Files.write(directory.resolve("accounts.csv"), rows);
        Files.write(directory.resolve("timeline.csv"), timeline);
        return directory;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    static Alert account(
            String id, int sequence, Alert.State state, String operator, String account, long people, long raised) {
        boolean closed = state == Alert.State.CLOSED;
        long last = raised + (closed ? 118 : sequence * 20) * MINUTE;
        return new Alert(
                id,
                sequence,
                state,
                "account",
                Map.of("operator", operator, "account", account),
                Level.HIGH,
                operator + "/" + account + " read " + people + " people in two hours, 40 before the first alert",
                List.of(
                        reason("sequential-read", "People read one number after the other", 40, 2.0, 9_500.0, null),
                        reason("one-value", "One value among the people read", 31, null, null, 0.94)),
                raised,
                raised - 2 * MINUTE,
                last,
                closed ? last : UNKNOWN,
                people,
                40,
                people > 4_096 ? 0.016 : 0,
                0,
                0,
                UNKNOWN,
                List.of(),
                new Alert.Names(List.of("birth_date", "passport_number", "surname"), 3),
                new Alert.Names(List.of("identity", "official-document"), 2),
                new Alert.Names(List.of("visas"), 1),
                new Alert.Names(List.of("198.51.100.9"), 1),
                List.of(new Alert.Evidence(
                        "e-" + id, raised, Action.READ, Outcome.SUCCESS, "visas", "198.51.100.9", List.of(), 20)),
                List.of(Sign.NEW_NETWORK),
                List.of(Sign.USUAL_HOURS),
                provenance(raised));
    }

    private static Alert.Reason reason(
            String rule,
            String title,
            double value,
            @Nullable Double usual,
            @Nullable Double rarity,
            @Nullable Double share) {
        return new Alert.Reason(
                rule,
                title,
                Level.HIGH,
                List.of("attack.collection"),
                "sequential_run(subject)",
                600_000,
                value,
                ">= 14",
                usual,
                rarity,
                0,
                share,
                share == null ? null : Double.valueOf(0.03));
    }

    private static Alert group() {
        long raised = RAISED_MILLIS + 2_000 * MINUTE;
        return new Alert(
                GROUP,
                0,
                Alert.State.OPEN,
                "resource",
                Map.of("resource", "antecedents"),
                Level.MEDIUM,
                "antecedents (4 accounts) read 15 people in 94 minutes",
                List.of(),
                raised,
                raised - MINUTE,
                raised,
                UNKNOWN,
                0,
                0,
                0,
                7,
                2,
                15,
                List.of(new Alert.AccountShare("op-01", "quiet", 9), new Alert.AccountShare("op-09", "gone", 3)),
                Alert.Names.NONE,
                Alert.Names.NONE,
                new Alert.Names(List.of("antecedents"), 1),
                Alert.Names.NONE,
                List.of(),
                List.of(),
                List.of(),
                provenance(raised));
    }

    private static Alert.Provenance provenance(long millis) {
        return new Alert.Provenance(millis, "file", 0, 1, 2, "0.1.0", "ef56");
    }
}
