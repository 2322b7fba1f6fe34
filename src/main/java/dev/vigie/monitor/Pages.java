package dev.vigie.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What there is to see at each path; nothing at all others. */
final class Pages {

    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";
    static final String METRICS = "/metrics";

    private static final String BEARER = "Bearer ";

    private final Metrics metrics;
    private final Health health;
    private final @Nullable String token;

    /** @param token that a reader of the metrics must show, or null */
    Pages(Metrics metrics, Health health, @Nullable String token) {
        this.metrics = metrics;
        this.health = health;
        this.token = token;
    }

    /**
     * The page at {@code path}.
     *
     * @param authorization the header's value, or null
     */
    Page at(String path, @Nullable String authorization) {
        return switch (path) {
            case LIVE -> live();
            case READY -> ready();
            case METRICS ->
                mayRead(authorization)
                        ? new Page(Page.OK, Metrics.CONTENT_TYPE, metrics.text())
                        : Page.text(Page.UNAUTHORIZED, "the metrics need 'Authorization: Bearer TOKEN'");
            default -> Page.text(Page.NOT_FOUND, "there are " + LIVE + ", " + READY + " and " + METRICS);
        };
    }

    private Page live() {
        Map<String, Condition> now = health.now();
        return conditions(Health.isLive(now), "live", now);
    }

    private Page ready() {
        Map<String, Condition> now = health.now();
        return conditions(Health.isReady(now), "ready", now);
    }

    private static Page conditions(boolean good, String what, Map<String, Condition> now) {
        StringJoiner parts = new StringJoiner(",", "{", "}");
        now.forEach((part, condition) -> parts.add('"' + part + "\":\"" + condition.says() + '"'));
        String json = "{\"" + what + "\":" + good + ",\"parts\":" + parts + "}\n";
        return new Page(good ? Page.OK : Page.UNAVAILABLE, "application/json", json);
    }

    /** In a time that does not tell how much of the token was right. */
    private boolean mayRead(@Nullable String authorization) {
        if (token == null) {
            return true;
        }
        return authorization != null
                && MessageDigest.isEqual((BEARER + token).getBytes(UTF_8), authorization.getBytes(UTF_8));
    }
}
