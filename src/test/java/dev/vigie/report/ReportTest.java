package dev.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {

    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void write_ofWholeFolder_givesOneFileInEachLanguage() throws Exception {
        Folders.whole(directory);
        assertThat(Report.write(directory))
                .containsExactly(directory.resolve("report.html"), directory.resolve("report.fr.html"));
        assertThat(read("report.html"))
                .contains("<html lang=\"en\">", "href=\"report.fr.html\"", "8,200 people exposed by 2 accounts");
        assertThat(read("report.fr.html"))
                .contains("<html lang=\"fr\">", "href=\"report.html\"", "8\u202F200 personnes exposées par 2 comptes")
                .contains("personnes en 2 heures, dont 40 avant la première alerte", "date illisible 30")
                .doesNotContain("before the first alert", "time not readable");
    }

    @Test
    void write_ofLogsThatNameNobody_saysThatPeopleCannotBeCounted() throws Exception {
        Folders.whole(directory);
        Files.writeString(
                directory.resolve("accounts.csv"),
                "operator,account,firstEventAt,lastEventAt,events,peopleRead,recordsUnnamed,alerts,highestLevel,"
                        + "peopleExposed\nweb,192.0.2.7,2025-12-15T00:00:00Z,2025-12-15T00:00:00Z,9,0,0,0,,0\n");
        Report.write(directory);
        assertThat(read("report.html")).contains("No access in these logs names a person", "cannot fire");
    }

    @Test
    void write_inFrench_saysBuiltInRulesInFrenchAndOthersInTheirOwnWords() throws Exception {
        Folders.builtInRules(Folders.whole(directory));
        Report.write(directory);
        assertThat(read("report.fr.html")).contains("<td>Personnes lues un numéro après l’autre</td>");
        JsonNode reasons = data("report.fr.html").path("alerts").path(0).path("reasons");
        assertThat(reasons.path(0).path("title").textValue()).isEqualTo("Personnes lues un numéro après l’autre");
        assertThat(reasons.path(0).path("said").booleanValue()).isTrue();
        assertThat(reasons.path(1).path("title").textValue()).isEqualTo("One value among the people read");
        assertThat(reasons.path(1).has("said")).isFalse();
        assertThat(data("report.html")
                        .path("alerts")
                        .path(0)
                        .path("reasons")
                        .path(0)
                        .path("title")
                        .textValue())
                .isEqualTo("People read one number after the other");
    }

    @Test
    void write_ofAccountsThatReadOtherThanPeople_saysWhat() throws Exception {
        Folders.whole(directory);
        Files.writeString(
                directory.resolve("accounts.csv"),
                "operator,account,firstEventAt,lastEventAt,events,peopleRead,recordsUnnamed,alerts,highestLevel,"
                        + "peopleExposed,subjects\n"
                        + "op,a,2025-12-15T00:00:00Z,2025-12-15T00:00:00Z,9,7,0,0,,6,secrets\n"
                        + "op,b,2025-12-15T00:00:00Z,2025-12-15T00:00:00Z,9,5,0,0,,5,people;secrets\n"
                        + "op,c,2025-12-15T00:00:00Z,2025-12-15T00:00:00Z,9,4,0,0,,4,people\n");
        Report.write(directory);
        JsonNode accounts = data("report.fr.html").path("accounts");
        assertThat(accounts.path(0).path("noun").textValue()).isEqualTo("secrets");
        assertThat(accounts.path(1).path("noun").textValue()).isEqualTo("personnes, secrets");
        assertThat(accounts.path(2).has("noun")).isFalse();
    }

    @Test
    void write_twice_givesTheSameBytes() throws Exception {
        Folders.whole(directory);
        Report.write(directory);
        String first = read("report.html");
        Report.write(directory);
        assertThat(read("report.html")).isEqualTo(first);
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void write_withTheListOfPeople_countsEachPersonOnce() throws Exception {
        Folders.whole(directory);
        Report.write(directory);
        assertThat(read("report.html"))
                .contains("counted from the list of people", "read the records of 7,000 people")
                .contains("21,140 received = 21,100 counted", "<td>all others</td>");
        assertThat(data("report.html").path("hours").path("time")).hasSize(24);
        JsonNode alerts = data("report.html").path("alerts");
        assertThat(alerts).hasSize(3);
        assertThat(alerts.path(0).path("id").textValue()).isEqualTo(Folders.SWEEP);
        assertThat(alerts.path(0).path("exact").longValue()).isEqualTo(7_000);
        assertThat(alerts.path(0).path("people").longValue()).isEqualTo(7_010);
        assertThat(alerts.path(1).path("exact").longValue()).isEqualTo(1_298);
        assertThat(alerts.path(2).path("people").longValue()).isEqualTo(15);
    }

    /** Who was only refused has exposed nobody: he is under alerts, and not in the headline. */
    @Test
    void write_withAlertsThatExposedNobody_namesThemInNoHeadline() throws Exception {
        Folders.refused(Folders.whole(directory), 3);
        Report.write(directory);
        assertThat(read("report.html"))
                .contains("<h1 id=\"headline\">8,200 people exposed by 2 accounts</h1>")
                .contains("<dt>First exposure</dt><dd>15 Dec 2025 <small>13:35 UTC</small>")
                .contains("<dt>Accounts with an alert</dt><dd>5 ");
    }

    @Test
    void write_ofExposure_keepsItsFirstAndLastPoint() throws Exception {
        Folders.whole(directory);
        Report.write(directory);
        JsonNode curve = data("report.html").path("alerts").path(0).path("curve");
        assertThat(curve.path(0)).hasSize(121);
        assertThat(curve.path(0).path(0).longValue()).isEqualTo(Folders.RAISED_MILLIS - 120_000);
        assertThat(curve.path(1).path(120).longValue()).isEqualTo(7_000);
    }

    @Test
    void write_ofAccounts_hasTheirDaysAndLinksThemToAlerts() throws Exception {
        Folders.whole(directory);
        Report.write(directory);
        JsonNode data = data("report.html");
        JsonNode thief = data.path("accounts").path(0);
        assertThat(thief.path("name").textValue()).isEqualTo("dmartinez");
        assertThat(thief.path("exposed").longValue()).isEqualTo(7_000);
        assertThat(thief.path("days").path("people")).hasSize(17);
        assertThat(thief.path("days").path("people").path(15).longValue()).isEqualTo(7_003);
        assertThat(data.path("alerts").path(0).path("account").intValue()).isZero();
        JsonNode shares = data.path("alerts").path(2).path("shares");
        assertThat(shares.path(0).path("index").intValue()).isEqualTo(2);
        assertThat(shares.path(1).path("index").intValue()).isEqualTo(-1);
    }

    @Test
    void write_ofOldFolder_saysWhatIsNotInItAndBetweenWhichNumbersThePeopleAre() throws Exception {
        Folders.old(directory);
        Report.write(directory);
        assertThat(read("report.html"))
                .contains("6,786 to 8,532 people exposed by 2 accounts")
                .contains("Not in this folder: accounts.csv, timeline.csv, exposure.csv, affected.csv, ledger.json,"
                        + " manifest.json.")
                .contains("within ±3.2% in about 95 of 100 cases")
                .contains("37 of 21,140 lines could not be read (time not readable 30, not JSON 7).")
                .contains("7 records were counted by the logs without naming whose they are");
        assertThat(data("report.html").path("alerts").path(0).path("curve").path(1))
                .hasSize(3);
    }

    @Test
    void write_ofHostileNames_keepsThemText() throws Exception {
        Folders.whole(directory);
        Report.write(directory);
        for (String name : new String[] {"report.html", "report.fr.html"}) {
            String html = read(name);
            assertThat(html).doesNotContain("<script>hacked", "<img", "\u202E", "\u2028", "<!-- ");
            assertThat(html).contains("&lt;/script&gt;").contains("&lt;U+202E&gt;txt&lt;U+2028&gt;");
            assertThat(html.split("</script>", -1)).hasSize(3);
        }
        assertThat(data("report.html").path("accounts").path(1).path("name").textValue())
                .isEqualTo(Folders.HOSTILE.replace("\u202E", "<U+202E>").replace("\u2028", "<U+2028>"));
    }

    @Test
    void write_always_letsOnlyItsOwnScriptRun() throws Exception {
        Folders.old(directory);
        Report.write(directory);
        String html = read("report.html");
        Matcher script = SCRIPT.matcher(html);
        assertThat(script.find()).isTrue();
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(script.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(html)
                .contains("content=\"default-src 'none'; style-src 'sha256-")
                .contains("; script-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'\"")
                .contains("Permission is hereby granted, free of charge")
                .doesNotContain(" style=", " onclick=");
        assertThat(script.find()).isFalse();
    }

    @Test
    void write_ofAnotherDirectory_saysWhatIsWanted() {
        assertThatThrownBy(() -> Report.write(directory))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("name the folder that vigie replay -o wrote");
    }

    @Test
    void write_ofDamagedFile_namesFileAndLine() throws Exception {
        Folders.whole(directory);
        Files.writeString(directory.resolve("accounts.csv"), "operator,account,peopleRead\nop,a,many\n");
        assertThatThrownBy(() -> Report.write(directory))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("accounts.csv:2: ");
        Files.writeString(directory.resolve("alerts.jsonl"), "{}\n");
        assertThatThrownBy(() -> Report.write(directory))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("alerts.jsonl:1: not an alert: ");
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private JsonNode data(String name) throws IOException {
        Matcher data = DATA.matcher(read(name));
        assertThat(data.find()).isTrue();
        return new JsonMapper().readTree(data.group(1));
    }
}
