package dev.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.ingest.Reason;
import dev.vigie.model.Action;
import dev.vigie.model.Level;
import dev.vigie.model.Sensitivity;
import dev.vigie.model.Sign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TextsTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/dev/vigie/report");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Pattern PATTERN_OF_DATES = Pattern.compile("pattern\\..*");
    private static final Pattern USED = Pattern.compile("\\bt\\[\"([^\"]+)\"]|\\bcounted\\(\"([^\"]+)\"");

    private final Texts english = Texts.of(Language.ENGLISH);
    private final Texts french = Texts.of(Language.FRENCH);

    @Test
    void everyText_isThereInBothLanguagesWithTheSamePlaces() {
        Set<String> both = new TreeSet<>(french.names());
        both.removeIf(name -> name.startsWith("alert."));
        assertThat(both).isEqualTo(english.names());
        for (String name : english.names()) {
            if (!PATTERN_OF_DATES.matcher(name).matches()) {
                assertThat(places(french, name)).as(name).isSubsetOf(Set.of("{0}", "{1}", "{2}", "{3}", "{4}"));
                if (!name.endsWith(".one")) {
                    assertThat(places(french, name)).as(name).isEqualTo(places(english, name));
                }
            }
        }
    }

    @Test
    void everyText_thatTheScriptsUse_isThere() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path script :
                    files.filter(file -> file.toString().endsWith(".js")).toList()) {
                USED.matcher(Files.readString(script)).results().forEach(found -> used.add(name(found)));
            }
        }
        used.removeIf(name -> name.endsWith("."));
        assertThat(used).hasSizeGreaterThan(50);
        assertThat(english.ofPage().keySet()).containsAll(used);
    }

    private static String name(MatchResult found) {
        return found.group(1) == null ? found.group(2) + ".other" : found.group(1);
    }

    @Test
    void everyLevelSignActionReasonAndCategory_hasAName() {
        for (Level level : Level.values()) {
            assertThat(english.names()).contains("js.level." + level.name());
        }
        for (Sign sign : Sign.values()) {
            assertThat(english.names()).contains("js.sign." + sign.id());
        }
        for (Action action : Action.values()) {
            assertThat(english.names()).contains("js.action." + action.name());
        }
        for (Reason reason : Reason.values()) {
            assertThat(english.rejection(reason.reasonName())).isNotEqualTo(reason.reasonName());
        }
        Sensitivity.CATEGORIES.forEach(category -> assertThat(english.names()).contains("category." + category));
    }

    @Test
    void text_ofNameThatLooksLikeAPlace_isNotFilledAgain() {
        assertThat(english.text("span.minute", "{1}", "x")).isEqualTo("on {1} at x UTC");
    }

    @Test
    void counted_ofNone_isPluralInEnglishAndSingularInFrench() {
        assertThat(english.counted("accounts", 0)).isEqualTo("0 accounts");
        assertThat(french.counted("gravest.more", 0)).isEqualTo("et 0 autre");
        assertThat(english.counted("accounts", 1_234)).isEqualTo("1,234 accounts");
    }

    @Test
    void span_ofOneDay_namesItOnce() {
        long from = Folders.RAISED_MILLIS;
        assertThat(english.span(from, from + 1_000)).isEqualTo("on 15 December 2025 at 13:37 UTC");
        assertThat(english.span(from, from + 3_600_000)).isEqualTo("on 15 December 2025 from 13:37 to 14:37 UTC");
        assertThat(french.span(from, from + 86_400_000))
                .isEqualTo("du 15 décembre 2025 à 13:37 au 16 décembre 2025 à 13:37 UTC");
    }

    @Test
    void length_isSaidInItsLargestUnit() {
        assertThat(english.length(600_000)).isEqualTo("10 min");
        assertThat(french.length(2 * 86_400_000L)).isEqualTo("2 j");
        assertThat(english.length(90_000)).isEqualTo("90 s");
    }

    private static Set<String> places(Texts texts, String name) {
        return PLACE.matcher(texts.textOr(name, ""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void moment_firstOfAMonthInFrench_isItsPremier() {
        long firstMillis = 1_722_524_817_000L;
        assertThat(french.moment(firstMillis)).isEqualTo("1er août 2024 à 15:06 UTC");
        assertThat(french.day(firstMillis + 10 * 86_400_000L)).isEqualTo("11 août 2024");
        assertThat(english.day(firstMillis)).isEqualTo("1 August 2024");
    }
}
