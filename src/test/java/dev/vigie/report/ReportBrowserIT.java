package dev.vigie.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report, and a backtest's page, in a real Chromium, where one is installed ({@code chromium}, {@code nodejs}, and
 * {@code playwright-core} by {@code npm install --prefix target/browser playwright-core}).
 */
@Timeout(120)
final class ReportBrowserIT {

    private static final Path DRIVER = Path.of("src/test/resources/report/browser.mjs");
    private static final Path PLAYWRIGHT = Path.of("target/browser/node_modules/playwright-core");
    /** What a page holds at once of 10,000 alerts and 5,000 accounts, so that it stays smooth. */
    private static final int ELEMENTS_MAX = 3_000;

    @TempDir
    private Path directory;

    @Test
    void report_inChromium_drawsFiltersAndStaysWithinItself() throws Exception {
        String node = program("node");
        String chromium = program("chromium");
        demand(!node.isEmpty() && !chromium.isEmpty() && Files.isDirectory(PLAYWRIGHT));
        Path small = Report.write(Folders.whole(directory.resolve("small"))).get(0);
        Path large = Report.write(Folders.large(directory.resolve("large"), 10_000, 5_000, 60))
                .get(0);
        Path backtest =
                Files.writeString(directory.resolve("backtest.fr.html"), BacktestPageTest.page(Language.FRENCH));
        JsonNode seen = drive(node, chromium, small, large, backtest);

        assertThat(seen.path("errors")).isEmpty();
        assertThat(seen.path("requests"))
                .allMatch(url -> url.textValue().matches("file:.*/(report|backtest\\.fr)\\.html"));
        assertThat(seen.path("hacked").booleanValue()).isFalse();
        assertThat(seen.path("visible").textValue()).contains("</script><script>hacked=1", "<U+202E>txt");
        for (String plot : List.of("exposure", "hours", "alertPlot", "accountPlot")) {
            assertThat(seen.path(plot).intValue()).as(plot).isGreaterThan(10);
        }
        assertTable(seen);
        assertKeys(seen);
        assertViews(seen);
        assertBacktest(seen);
        assertThat(seen.path("paperPages").intValue()).isBetween(3, 12);
        assertThat(seen.path("largeElements").intValue()).isBetween(100, ELEMENTS_MAX);
        assertThat(seen.path("largeFiltered").textValue()).startsWith("1 to 50 of ");
    }

    private static void assertTable(JsonNode seen) {
        assertThat(seen.path("rows").intValue()).isEqualTo(3);
        assertThat(seen.path("filtered").intValue()).isEqualTo(1);
        assertThat(seen.path("medium")).hasSize(1);
        assertThat(seen.path("medium").path(0).textValue()).contains("antecedents");
        assertThat(seen.path("sorted").textValue()).isEqualTo("descending");
    }

    private static void assertKeys(JsonNode seen) {
        assertThat(seen.path("skip").textValue()).isEqualTo("skip");
        assertThat(seen.path("readout").textValue()).contains("op-07/dmartinez", "people");
        assertThat(seen.path("focus").textValue()).isEqualTo("op-07/dmartinez");
        assertThat(seen.path("address").textValue()).isEqualTo("#alert-" + Folders.SWEEP);
        assertThat(seen.path("back").booleanValue()).isTrue();
    }

    private static void assertViews(JsonNode seen) {
        assertThat(seen.path("alert").textValue())
                .contains("People read one number after the other", "once in 9,500 working days", "94%, usually 3%");
        assertThat(seen.path("account").textValue())
                .contains("passports", "never on a usual day", "198.51.100.9", "passport_number");
        assertThat(seen.path("dark").textValue()).isEqualTo("rgb(22, 21, 20)");
        assertThat(seen.path("phoneOverflow").intValue()).isLessThanOrEqualTo(0);
        assertThat(seen.path("phoneAccountOverflow").intValue()).isLessThanOrEqualTo(0);
    }

    private static void assertBacktest(JsonNode seen) {
        assertThat(seen.path("backtest").textValue())
                .contains("Alertes qui apparaissent", "<script>hacked=1</script><U+202E><img");
        assertThat(seen.path("backtestBars").intValue()).isEqualTo(1);
        assertThat(seen.path("backtestTable"))
                .extracting(JsonNode::booleanValue)
                .as("before and after its heading is chosen by the keyboard")
                .containsExactly(false, true);
        assertThat(seen.path("backtestHacked").booleanValue()).isFalse();
        assertThat(seen.path("backtestDark").textValue()).isEqualTo("rgb(22, 21, 20)");
        assertThat(seen.path("backtestPhoneOverflow").intValue()).isLessThanOrEqualTo(0);
    }

    private JsonNode drive(String node, String chromium, Path... pages) throws Exception {
        Path out = directory.resolve("seen.json");
        Path log = directory.resolve("driver.log");
        List<String> command = new ArrayList<>(
                List.of(node, DRIVER.toString(), PLAYWRIGHT.toAbsolutePath().toString(), chromium));
        Stream.of(pages).map(Path::toString).forEach(command::add);
        Process driver = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(driver.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            driver.destroy();
        }
        assertThat(driver.exitValue()).as(() -> text(log)).isZero();
        return new JsonMapper().readTree(out.toFile());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** On a developer's machine a browser may be missing, where the project is judged it may not. */
    private static void demand(boolean isThere) {
        String name = "chromium, node and target/browser/node_modules/playwright-core";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as(name).isTrue();
        }
        assumeTrue(isThere, name + " are not all installed");
    }

    private static String program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }
}
