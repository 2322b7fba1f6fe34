package dev.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RuleTitlesTest {

    private static final String SEQUENTIAL = "66a471f7-2b6a-5ec1-9461-32d5bae3f4b5";
    private static final String OWN = "People read one number after the other";

    private static Properties written() throws Exception {
        Properties titles = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(RuleTitles.class.getResourceAsStream(RuleTitles.RESOURCE)),
                StandardCharsets.UTF_8)) {
            titles.load(in);
        }
        return titles;
    }

    @Test
    void everyBuiltInRule_hasATitleInFrench() throws Exception {
        RuleSet rules = SigmaLoader.builtIn();
        RuleTitles french = RuleTitles.of(Language.FRENCH, written());
        List<Rule> all = Stream.<Rule>concat(rules.detections().stream(), rules.correlations().stream())
                .toList();
        assertThat(all)
                .hasSizeGreaterThan(50)
                .allSatisfy(rule -> assertThat(
                                french.of(rule.meta().id(), rule.meta().title()))
                        .as("%s, %s", rule.meta().id(), rule.meta().title())
                        .isNotBlank()
                        .isNotEqualTo(rule.meta().title()));
        assertThat(written()).as("none for a rule that is gone").hasSize(2 * all.size());
    }

    @Test
    void of_aRuleThatSaysSomethingElse_isNothing() throws Exception {
        RuleTitles french = RuleTitles.of(Language.FRENCH, written());
        assertThat(french.of(SEQUENTIAL, OWN)).isEqualTo("Personnes lues un numéro après l’autre");
        assertThat(french.of(SEQUENTIAL, "Our own wording")).isNull();
        assertThat(french.of("ours", OWN)).isNull();
        assertThat(RuleTitles.of(Language.ENGLISH, written()).of(SEQUENTIAL, OWN))
                .isNull();
    }
}
