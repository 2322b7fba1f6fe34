package dev.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.backtest.Backtest.Result;
import dev.vigie.backtest.Case;
import dev.vigie.backtest.Comparison;
import dev.vigie.backtest.Expectations.Verdict;
import dev.vigie.backtest.Miss;
import dev.vigie.backtest.Outcome;
import dev.vigie.backtest.Period;
import dev.vigie.backtest.Raised;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.replay.Counts;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BacktestPageTest {

    private static final String HOSTILE = "</style><script>hacked=1</script>\u202e<img src=x onerror=alert(1)>";
    private static final long DAY_MILLIS = 86_400_000;

    private static RuleSet rules(String title) throws Exception {
        return SigmaLoader.load(List.of(new RuleFile("all.yml", """
                title: %s
                id: 3f0f4f43-2f4c-4c52-9d3b-0c5b5f8f6d11
                logsource: {product: vigie, category: data_access}
                detection:
                    selection: {action: READ}
                    condition: selection
                """.formatted(title))));
    }

    private static String page() throws Exception {
        return page(Language.ENGLISH);
    }

    static String page(Language language) throws Exception {
        Raised alert = new Raised(
                "id",
                "account",
                Map.of("operator", HOSTILE, "account", HOSTILE),
                HOSTILE,
                List.of(),
                DAY_MILLIS,
                DAY_MILLIS + 1,
                "event",
                Level.HIGH,
                Folders.account("id", 0, Alert.State.CLOSED, HOSTILE, HOSTILE, 5, DAY_MILLIS),
                List.of(new Raised.Cause("3f0f4f43-2f4c-4c52-9d3b-0c5b5f8f6d11", "it", 1, 0, null)),
                List.of(),
                3,
                5,
                List.of(DAY_MILLIS));
        Period period = new Period(0, 3 * DAY_MILLIS);
        Outcome before = new Outcome(rules("Old"), period, List.of(), List.of(), List.of(), List.of());
        Outcome after = new Outcome(rules("New"), period, List.of(alert), List.of(), List.of(alert), List.of());
        Comparison comparison = new Comparison(before, after, List.of(new Case(List.of(), List.of(alert), Set.of())));
        Counts counts = new Counts(9, 0, 0, 0, 0, 0, 0, 0);
        Result result = new Result(comparison, period, 0, 0, counts, 3, 6, List.of(), null);
        return BacktestPage.html(
                result, List.of(new Verdict(HOSTILE, 1, new Miss(Miss.Kind.SOME_CAME, List.of(1), alert))), language);
    }

    @Test
    void html_ofHostileTexts_holdsThemAsText() throws Exception {
        assertThat(page())
                .doesNotContain("<script", "<img", "\u202e")
                .contains(
                        "&lt;script&gt;hacked=1",
                        "<U+202E>".replace("<", "&lt;").replace(">", "&gt;"));
    }

    @Test
    void html_inFrench_saysTheSameFiguresInFrench() throws Exception {
        assertThat(page(Language.FRENCH))
                .contains("<html lang=\"fr\">", "1 apparaissent, 0 disparaissent, 0 changent, 0 restent")
                .contains("Alertes qui apparaissent", "non satisfaite", "6 jours de travail", "3,0 jours")
                .contains("a lu les dossiers de 5 personnes", "alertes de ce genre\u00a0: 1, où aucune n’est attendue")
                .doesNotContain("Alerts that come", "read 5 people", "Rule by rule", "not met", "Day by day");
    }

    @Test
    void html_ofAComparison_showsWhatComesAndLetsNothingIn() throws Exception {
        assertThat(page())
                .contains("default-src 'none'")
                .contains("1 come, 0 go, 0 change, 0 stay", "Alerts that come", "not met")
                .contains("<rect class=\"new\"", "prefers-color-scheme: dark")
                .isEqualTo(page());
    }
}
