package dev.vigie.report;

import static dev.vigie.model.AccessEvent.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.ingest.Mapping;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.AccountShare;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Level;
import dev.vigie.model.Sign;
import dev.vigie.replay.Progress;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayJob;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.wire.AlertJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertSentenceTest {

    private static final long DAY_MILLIS = 86_400_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

    private final Texts english = Texts.of(Language.ENGLISH);
    private final Texts french = Texts.of(Language.FRENCH);

    @TempDir
    private Path directory;

    @Test
    void of_inEnglish_isTheAlertsOwn() {
        assertThat(AlertSentence.of(alert(List.of(), 20, 0, 0), english)).isEqualTo("own words");
    }

    @Test
    void of_anAccount_saysWhoDidWhatAndTheRarestReasonFirst() {
        Reason unusual = reason("count", 1_298, "> 12", 12.5, 9_430.0, null);
        Reason limited = reason("bulk", 42, ">= 1,000", null, null, null);
        Reason shared = reason("share", 31, "> 12", null, null, 0.94);
        assertThat(plain(AlertSentence.of(alert(List.of(limited, shared, unusual), 1_298, 0, 0), french)))
                .isEqualTo("op-04/jvidal a lu les dossiers de 1298 personnes en 100 secondes, dont 40 avant la première"
                        + " alerte ; count (1298 en 10 min, maximum habituel 12,50, attendu une fois en 41 années de"
                        + " travail) ; 94 % pour une même valeur (nationalité), d’habitude 3 % ; bulk (42 en 10 min,"
                        + " limite 1000) ; première fois depuis ce réseau.");
    }

    @Test
    void of_aLastingShift_saysSinceWhenInWords() {
        Reason drift = reason("drift", 61, "a lasting shift, once in 30,000 active days", 4.0, 30_000.0, null);
        assertThat(plain(AlertSentence.of(alert(List.of(drift), 61, 3, 0), french)))
                .contains(
                        "drift (61 de plus que d’habitude depuis le début, d’habitude 4 par jour, attendu une fois en"
                                + " 130 années de travail)",
                        ", plus 3 enregistrements que le journal ne nomme pas ;");
        assertThat(plain(new FigureWords(french).limit(drift.limit())))
                .isEqualTo("un décalage durable, une fois en 30000 jours de travail");
        assertThat(new FigureWords(english).limit(drift.limit())).isEqualTo(drift.limit());
    }

    @Test
    void ofFeed_saysSinceWhenALogIsSilentAndWhichNumbersAreMissing() {
        FeedSentence feed = new FeedSentence(french);
        assertThat(plain(String.valueOf(feed.of(
                        "atlas: A log has fallen silent (nothing from 2026-02-01 10:50 UTC on, for 4 hours in which it"
                                + " usually says something), expected once in 3 working years.",
                        "A log has fallen silent"))))
                .isEqualTo("rien depuis le 1er février 2026 à 10:50 UTC, pendant 4 heures où ce journal dit d’habitude"
                        + " quelque chose");
        assertThat(plain(String.valueOf(feed.of(
                        "atlas: Numbers are missing (1,041 numbers in 3 gaps, most of them from 1,100 to 1,940, sent"
                                + " between 2026-01-05 12:03 UTC and 2026-01-05 12:04 UTC).",
                        "Numbers are missing"))))
                .isEqualTo("1041 numéros en 3 trous, la plupart de 1100 à 1940, envoyés entre le 5 janvier 2026 à"
                        + " 12:03 UTC et le 5 janvier 2026 à 12:04 UTC");
        assertThat(plain(String.valueOf(feed.of(
                        "atlas: Numbers are missing (1 number, from 7 to 7, sent between 2026-01-05 12:03 UTC and"
                                + " 2026-01-05 12:04 UTC).",
                        "Numbers are missing"))))
                .startsWith("1 numéro, de 7 à 7, envoyés");
        assertThat(feed.of("atlas: Numbers are missing (otherwise).", "Numbers are missing"))
                .isNull();
        assertThat(feed.of("(nothing from 2026-99-99 10:50 UTC on, for 4 hours in which it usually", ""))
                .isNull();
    }

    @Test
    void factOf_aGroupAndALog_countsWhomTheGroupReadAndSaysOfTheLogThatItIsSilent() {
        Alert group = group(List.of(new AccountShare("op-01", "quiet", 9)));
        assertThat(plain(FactSentence.of(new Episode(group, List.of()), null, french)))
                .startsWith("antecedents : dossiers de 15 personnes lus par tout le groupe");
        assertThat(FactSentence.of(new Episode(group, List.of()), null, english))
                .startsWith("antecedents: the records of 15 people read by the whole group");
        List<String> tags = List.of("vigie.feed");
        Reason silent =
                new Reason("s", "Silent", Level.HIGH, tags, "silence", 0, 240, ">= 1", null, null, 0, null, null);
        Alert feed = alert("operator", Map.of("operator", "atlas"), List.of(silent), 0, 0, 0, 1, List.of());
        assertThat(FactSentence.of(new Episode(feed, List.of()), null, english)).isEqualTo("own words");
    }

    @Test
    void of_whatNobodyCanCount_saysSo() {
        assertThat(AlertSentence.of(alert(List.of(), 0, 0, 1), french))
                .contains("a fait 1 extraction en", "nul ne peut");
        assertThat(AlertSentence.of(alert(List.of(), 0, 7, 1), french)).contains("a obtenu 7 enregistrements");
        assertThat(AlertSentence.of(alert(List.of(), 0, 0, 0), french)).contains("n’a rien obtenu en 100 secondes");
    }

    @Test
    void of_aGroup_namesHowManyAccountsAreKnown() {
        assertThat(plain(AlertSentence.of(group(List.of(new AccountShare("op-01", "quiet", 9))), french)))
                .isEqualTo("antecedents (1 compte, quiet) : dossiers de 15 personnes lus en 100 secondes.");
        List<AccountShare> ten = IntStream.range(0, 10)
                .mapToObj(i -> new AccountShare("op-01", "a" + i, 9))
                .toList();
        assertThat(plain(AlertSentence.of(group(ten), french))).startsWith("antecedents (au moins 10 comptes) : ");
    }

    @Test
    void of_whatTheDetectorSays_hasTheSameFigures() throws Exception {
        List<Alert> alerts = replay();
        assertThat(alerts).hasSizeGreaterThan(5);
        for (Alert alert : alerts) {
            String said = AlertSentence.of(alert, french);
            assertThat(numbers(plain(said).replaceAll("(?<=\\d),(?=\\d)", ".")))
                    .as("%s%n%s", alert.sentence(), said)
                    .containsAll(numbers(alert.sentence().replaceAll("(?<=\\d),(?=\\d)", "")));
        }
    }

    /** Weeks of ordinary work, then sweeps of numbered people, exports without numbers, and refused attempts. */
    private List<Alert> replay() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            for (int i = 0; i < 60; i++) {
                lines.add(line(
                        day,
                        i * 300,
                        "clerk-" + i % 6,
                        "READ",
                        "SUCCESS",
                        ",\"subject\":\"B-" + i * 977 % 1_013 + "\""));
            }
        }
        for (int i = 0; i < 1_500; i++) {
            lines.add(line(20, i * 2, "clerk-1", "READ", "SUCCESS", ",\"subject\":\"A-" + (5_000 + i) + "\""));
            lines.add(line(20, i * 2, "clerk-2", "EXPORT", "SUCCESS", i < 4 ? "" : ",\"record_count\":" + i));
            lines.add(line(20, i * 2, "clerk-3", "READ", "DENIED", ",\"subject\":\"C-" + i * 7 + "\""));
        }
        Path log = Files.write(directory.resolve("access.jsonl"), lines);
        Path out = directory.resolve("out");
        Replay.run(
                new ReplayJob(
                        List.of(log),
                        out,
                        null,
                        Mapping.NONE,
                        ReplayJob.OPERATOR_UNKNOWN,
                        SigmaLoader.builtIn(),
                        clock -> new DetectorSettings(new long[] {1, 2}, null, 0, "test", clock),
                        "test"),
                Progress.none());
        List<Alert> alerts = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("alerts.jsonl"))) {
            alerts.add(AlertJson.read(line));
        }
        return alerts;
    }

    private static String line(int day, int second, String account, String action, String outcome, String more) {
        long millis = Folders.RAISED_MILLIS + day * DAY_MILLIS + second * 1_000L;
        return "{\"id\":\"" + account + day + "-" + second + "\",\"time\":\"" + Instant.ofEpochMilli(millis)
                + "\",\"operator\":\"op-01\",\"account\":\"" + account + "\",\"action\":\"" + action
                + "\",\"outcome\":\"" + outcome + "\"" + more + "}";
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(found -> found.group()).toList();
    }

    /** Without the spaces that group digits, and with plain ones elsewhere: French has several kinds. */
    private static String plain(String french) {
        return french.replaceAll("(?<=\\d)[\u202F\u00A0](?=\\d{3})", "")
                .replace('\u202F', ' ')
                .replace('\u00A0', ' ');
    }

    private static Reason reason(
            String title,
            double value,
            String limit,
            @Nullable Double usual,
            @Nullable Double rarity,
            @Nullable Double share) {
        return new Reason(
                title,
                title,
                Level.HIGH,
                List.of(),
                share == null ? "value_count(subject)" : "share(subject.nationality)",
                600_000,
                value,
                limit,
                usual,
                rarity,
                0,
                share,
                share == null ? null : Double.valueOf(0.03));
    }

    private static Alert alert(List<Reason> reasons, long people, long unnamed, long uncounted) {
        return alert(
                "account",
                Map.of("operator", "op-04", "account", "jvidal"),
                reasons,
                people,
                unnamed,
                uncounted,
                UNKNOWN,
                List.of());
    }

    private static Alert group(List<AccountShare> accounts) {
        return alert("resource", Map.of("resource", "antecedents"), List.of(), 0, 0, 0, 15, accounts);
    }

    private static Alert alert(
            String kind,
            Map<String, String> group,
            List<Reason> reasons,
            long people,
            long unnamed,
            long uncounted,
            long ofGroup,
            List<AccountShare> accounts) {
        return new Alert(
                "id",
                0,
                Alert.State.OPEN,
                kind,
                group,
                Level.HIGH,
                "own words",
                reasons,
                Folders.RAISED_MILLIS,
                Folders.RAISED_MILLIS,
                Folders.RAISED_MILLIS + 100_000,
                UNKNOWN,
                people,
                people > 0 ? 40 : 0,
                0,
                unnamed,
                uncounted,
                ofGroup,
                accounts,
                Alert.Names.NONE,
                Alert.Names.NONE,
                Alert.Names.NONE,
                Alert.Names.NONE,
                List.of(),
                reasons.size() > 1 ? List.of(Sign.NEW_NETWORK) : List.of(),
                List.of(),
                new Alert.Provenance(0, "file", 0, 1, 2, "0.1.0", "ef56"));
    }
}
