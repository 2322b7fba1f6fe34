package dev.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DossierTest {

    private static final List<String> BOTH = List.of(Folders.SWEEP, Folders.EXTRACT);

    @TempDir
    private Path root;

    private Path folder = Path.of("");
    private Path output = Path.of("");

    @BeforeEach
    void layOut() {
        folder = root.resolve("my out");
        output = root.resolve("dossier");
    }

    @Test
    void write_always_givesFourDocumentsInBothForms() throws Exception {
        Folders.whole(folder);
        assertThat(Dossier.write(folder, BOTH, Regime.GDPR, Language.ENGLISH, output))
                .hasSize(8);
        try (Stream<Path> files = Files.list(output)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "notification.html",
                            "notification.md",
                            "controller-notice.html",
                            "controller-notice.md",
                            "register-entry.html",
                            "register-entry.md",
                            "letter.html",
                            "letter.md");
        }
    }

    @Test
    void notification_withTheListOfPeople_hasExactFiguresThatLinkToIt() throws Exception {
        Folders.whole(folder);
        Report.write(folder);
        Dossier.write(folder, BOTH, Regime.GDPR, Language.ENGLISH, output);
        assertThat(read("notification.md"))
                .contains("**Approximate number of people** — **8,200** ([affected.csv](<../my%20out/affected.csv>))"
                        + " (exact: each person counts once)")
                .contains("**Accesses to these people’s records** — **16,400**")
                .contains("**op-07/dmartinez read the records of 7,000 people")
                .contains("identity (8,200), official documents (4,100)")
                .contains("**Start of the breach** — **15 December 2025 at 13:35 UTC** ([alerts.jsonl, " + Folders.SWEEP
                        + "](<../my%20out/report.html#alert-" + Folders.SWEEP + ">))")
                .contains("**End of the breach** — **16 December 2025 at 15:35 UTC**")
                .contains("**Detection** — **15 December 2025 at 13:37 UTC**")
                .contains("it would be 18 December 2025 at 13:37 UTC")
                .contains("article 33(3)(a)", "article 33(3)(b)", "article 33(3)(c)", "article 33(3)(d)", "33(4)");
        assertThat(read("notification.html"))
                .contains("<strong>8,200</strong> <a class=\"ref\" href=\"../my%20out/affected.csv\">affected.csv</a>");
    }

    @Test
    void notification_ofOneAlertWithoutTheList_saysItsUncertainty() throws Exception {
        Folders.old(folder);
        Dossier.write(folder, List.of(Folders.SWEEP), Regime.GDPR, Language.ENGLISH, output);
        assertThat(read("notification.md"))
                .contains("**Approximate number of people** — **6,786 to 7,234** ([alerts.jsonl, " + Folders.SWEEP
                        + "](<../my%20out/alerts.jsonl>)) (±3.2% in about 95 of 100 cases)");
    }

    /** 98 people of the sweep were read in the course of the extract as well. */
    @Test
    void documents_ofOneOfTwoAlerts_sayWhatOfTheListIsTheOthers() throws Exception {
        Folders.whole(folder);
        Dossier.write(folder, List.of(Folders.SWEEP), Regime.GDPR, Language.ENGLISH, output);
        assertThat(read("notification.md"))
                .contains("**Approximate number of people** — **7,000**")
                .contains("in the course of this replay’s alerts) 98 of these people were read in the course of other"
                        + " alerts, too")
                .contains("vigie affected DIR --alert " + Folders.SWEEP + " -o FILE");
        assertThat(read("letter.md")).contains("vigie affected DIR --alert " + Folders.SWEEP + " -o FILE");

        Dossier.write(folder, BOTH, Regime.GDPR, Language.ENGLISH, output);
        assertThat(read("notification.md")).doesNotContain("other alerts, too");
    }

    /** Made for another alert, or of a week: whoever is not in it may be concerned all the same. */
    @Test
    void documents_ofAListThatIsAChoice_countByTheAlertsAndSaySo() throws Exception {
        for (String choice : List.of(
                "\"affected\":[\"alert=" + Folders.EXTRACT + "\"]",
                "\"affected\":[\"account=op-07/dmartinez\"]",
                "\"scope\":{\"from\":\"2025-12-15T13:36:00Z\"}",
                "\"scope\":{\"registers\":[\"visas\"]}")) {
            chosen(Folders.whole(folder), choice);
            Dossier.write(folder, List.of(Folders.SWEEP), Regime.GDPR, Language.ENGLISH, output);
            assertThat(read("notification.md"))
                    .as(choice)
                    .contains("**Approximate number of people** — **6,786 to 7,234**")
                    .contains("The list of people (affected.csv) was made of a choice");
            assertThat(read("letter.md")).as(choice).contains("may lack some of those concerned");
        }
        for (String choice : List.of(
                "\"affected\":[\"alert=" + Folders.SWEEP + "\"]",
                "\"scope\":{\"accounts\":[\"dmartinez\"]}",
                "\"scope\":{\"from\":\"2025-12-15T00:00:00Z\",\"to\":\"2025-12-16T00:00:00Z\"}")) {
            chosen(Folders.whole(folder), choice);
            Dossier.write(folder, List.of(Folders.SWEEP), Regime.GDPR, Language.ENGLISH, output);
            assertThat(read("notification.md")).as(choice).contains("**Approximate number of people** — **7,000**");
        }
    }

    @Test
    void letter_always_saysHowTheListsCodesAreWritten() throws Exception {
        Folders.whole(folder);
        Dossier.write(folder, BOTH, Regime.GDPR, Language.FRENCH, output);
        assertThat(read("letter.md"))
                .contains("2025-12-15T13:35:00Z est le 15 décembre 2025")
                .contains("official-document → documents officiels");
    }

    @Test
    void notification_always_leavesBlankWhatOnlyPeopleKnow() throws Exception {
        Folders.whole(folder);
        Dossier.write(folder, BOTH, Regime.GDPR, Language.FRENCH, output);
        assertThat(read("notification.md"))
                .contains("**Prise de connaissance** — **\\[À COMPLÉTER\u00A0: date et heure")
                .contains("**Délégué à la protection des données ou autre point de contact** — **\\[À COMPLÉTER")
                .contains("**Risque élevé pour les droits et libertés** — **\\[À COMPLÉTER")
                .contains("**Prises** — **\\[À COMPLÉTER")
                .contains("à titre indicatif seulement");
        assertThat(read("notification.html")).contains("<html lang=\"fr\">", "<span class=\"blank\">");
    }

    @Test
    void notification_inFrench_saysWhichBuiltInRulesNoticedIt() throws Exception {
        Folders.builtInRules(Folders.whole(folder));
        Dossier.write(folder, BOTH, Regime.GDPR, Language.FRENCH, output);
        assertThat(read("notification.md"))
                .contains("Relevé\u00A0: Personnes lues un numéro après l’autre\u00A0; "
                        + "One value among the people read");
    }

    @Test
    void documents_underTheDirective_citeItAndNotTheRegulation() throws Exception {
        Folders.whole(folder);
        for (Language language : Language.values()) {
            Dossier.write(folder, BOTH, Regime.LED, language, output);
            for (String name : List.of("notification.md", "controller-notice.md", "register-entry.md", "letter.md")) {
                assertThat(read(name)).as(name).contains("2016/680").doesNotContain("2016/679", "33(", "article 33");
            }
        }
        assertThat(read("letter.md")).contains("31, paragraphe 5");
        assertThat(read("notification.md")).contains("article 13, paragraphe 3");
    }

    @Test
    void letter_ofSealedList_refersToItAndNamesNobody() throws Exception {
        Folders.whole(folder);
        Files.move(folder.resolve("affected.csv"), folder.resolve("affected.csv.pgp"));
        Dossier.write(folder, BOTH, Regime.GDPR, Language.ENGLISH, output);
        assertThat(read("letter.md"))
                .contains(
                        "affected.csv.pgp",
                        "names one of these alerts: " + Folders.SWEEP,
                        "the holder of the key opens it",
                        "{{firstRead}}",
                        "{{categories}}")
                .doesNotContain("p1,");
        assertThat(read("notification.md")).contains("the sealed list has the exact number");
    }

    @Test
    void documents_ofHostileNames_keepThemText() throws Exception {
        Folders.whole(folder);
        Dossier.write(folder, BOTH, Regime.GDPR, Language.ENGLISH, output);
        assertThat(read("notification.html"))
                .contains("default-src 'none'; style-src 'sha256-")
                .contains("&lt;/script&gt;&lt;script&gt;hacked=1")
                .doesNotContain("<script", "<img", "\u202E");
        assertThat(read("notification.md"))
                .contains("\\</script\\>\\<script\\>")
                .doesNotContainPattern("(?<!\\\\)<script|\u202E");
    }

    @Test
    void write_ofUnknownAlert_namesIt() throws Exception {
        Folders.old(folder);
        assertThatThrownBy(() ->
                        Dossier.write(folder, List.of(Folders.SWEEP, "nowhere"), Regime.GDPR, Language.ENGLISH, output))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("alerts.jsonl: has no alert nowhere;");
        assertThat(output).doesNotExist();
    }

    private String read(String name) throws IOException {
        return Files.readString(output.resolve(name));
    }

    /** Has the summary say of what choice the list of people, or all of the folder, is. */
    private static void chosen(Path directory, String member) throws IOException {
        Path summary = directory.resolve("summary.json");
        Files.writeString(summary, Files.readString(summary).replaceFirst("\\{", "{" + member + ","));
    }
}
