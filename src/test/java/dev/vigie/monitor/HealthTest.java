package dev.vigie.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered at which path, without a network. */
final class HealthTest {

    private final Metrics metrics = new Metrics();
    private final Health health = new Health();
    private final Pages pages = new Pages(metrics, health, null);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void beforeAnythingIsWatched_isAliveAndNotReady() {
        assertThat(pages.at("/health/live", null)).isEqualTo(json(200, "{\"live\":true,\"parts\":{}}"));
        assertThat(pages.at("/health/ready", null)).isEqualTo(json(503, "{\"ready\":false,\"parts\":{}}"));
    }

    @Test
    void aPartThatRestores_isAliveAndNotReady() {
        health.watch("detect", () -> new Condition(true, false, "REBALANCING"));
        health.watch("ingest", () -> new Condition(true, true, "RUNNING"));
        String parts = "\"parts\":{\"detect\":\"REBALANCING\",\"ingest\":\"RUNNING\"}}";
        assertThat(pages.at("/health/live", null)).isEqualTo(json(200, "{\"live\":true," + parts));
        assertThat(pages.at("/health/ready", null)).isEqualTo(json(503, "{\"ready\":false," + parts));
    }

    @Test
    void allPartsAtWork_isReady() {
        health.watch("detect", () -> new Condition(true, true, "RUNNING"));
        assertThat(pages.at("/health/live", null).status()).isEqualTo(200);
        assertThat(pages.at("/health/ready", null).status()).isEqualTo(200);
    }

    @Test
    void onePartThatHasGivenUp_isNeither() {
        health.watch("detect", () -> new Condition(false, false, "ERROR"));
        health.watch("ingest", () -> new Condition(true, true, "RUNNING"));
        assertThat(pages.at("/health/live", null).status()).isEqualTo(503);
        assertThat(pages.at("/health/ready", null).status()).isEqualTo(503);
    }

    @Test
    void whatAPartSays_isPlainOrRefused() {
        assertThatThrownBy(() -> new Condition(true, true, "\"},{")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Condition(false, true, "RUNNING")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> health.watch("a\"b", () -> new Condition(true, true, "RUNNING")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metrics_withAToken_areForWhoeverHasIt() {
        Pages guarded = new Pages(metrics, health, "0123456789abcdef");
        assertThat(guarded.at("/metrics", null).status()).isEqualTo(401);
        assertThat(guarded.at("/metrics", "Bearer 0123456789abcdee").status()).isEqualTo(401);
        assertThat(guarded.at("/metrics", "Basic 0123456789abcdef").status()).isEqualTo(401);
        assertThat(guarded.at("/metrics", "Bearer 0123456789abcdef").status()).isEqualTo(200);
        assertThat(guarded.at("/health/live", null).status()).isEqualTo(200);
        assertThat(pages.at("/metrics", null).status()).isEqualTo(200);
    }

    @Test
    void otherPaths_haveNothing() {
        for (String path : new String[] {"", "/", "/metrics/", "/health", "/metrics/../health/live", "/%6detrics"}) {
            assertThat(pages.at(path, null).status()).as(path).isEqualTo(404);
        }
    }

    private static Page json(int status, String body) {
        return new Page(status, "application/json", body + "\n");
    }
}
