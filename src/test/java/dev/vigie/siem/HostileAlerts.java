package dev.vigie.siem;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.AccountShare;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Alert.Names;
import dev.vigie.model.Alert.Provenance;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Level;
import dev.vigie.model.Outcome;
import dev.vigie.model.Sign;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random alerts whose every text was written by somebody who wants to break the line that it will stand in. */
final class HostileAlerts {

    private static final List<String> PIECES = List.of(
            "|",
            "=",
            "\\",
            "\\n",
            "\\=",
            "\n",
            "\r\n",
            "\t",
            "^",
            "\"",
            "'",
            "{",
            "}",
            ",",
            "; ",
            " ",
            "  ",
            "a",
            "é",
            "漢字",
            "😀",
            "👩\u200D💻",
            "\u202E",
            "\u2066",
            "\u200F",
            "\u0000",
            "\u001B[31m",
            "\u007F",
            "\u0085",
            "\u2028",
            "\u2029",
            "\uFEFF",
            "\uDB40\uDC41",
            "\uD800",
            "\uDC00",
            " act=CLOSED",
            "^sev=1",
            "x5E",
            "|x09|",
            "CEF:0|a|b|c|d|e|1|",
            "LEEF:2.0|a|b|c|d|",
            "<U+202E>",
            "%s",
            "${jndi:ldap://x}",
            "</script>",
            "192.0.2.7",
            "2001:db8::7",
            "fe80::1%eth0",
            "::ffff:192.0.2.7",
            "attack.t1078.004",
            "attack.Collection");
    private static final int PIECES_MAX = 8;
    private static final int TEXT_CHARS_LONG = 6_000;

    private final SplittableRandom random;

    private HostileAlerts(SplittableRandom random) {
        this.random = random;
    }

    static Alert of(long seed) {
        return new HostileAlerts(new SplittableRandom(seed)).alert();
    }

    private Alert alert() {
        boolean above = random.nextInt(4) == 0;
        Map<String, String> group =
                above ? Map.of("operator", text()) : Map.of("operator", text(), "account", text(), "resource", text());
        long opened = 1_700_000_000_000L + random.nextLong(100_000_000_000L);
        return new Alert(
                text(),
                random.nextInt(1_000),
                pick(Alert.State.values()),
                above ? "operator" : "account+resource",
                group,
                pick(Level.values()),
                text(),
                list(3, this::reason),
                opened,
                opened - random.nextInt(1_000_000),
                opened + random.nextInt(1_000_000),
                random.nextBoolean() ? AccessEvent.UNKNOWN : opened + 2_000_000,
                above ? 0 : random.nextInt(3) * 77L,
                above ? 0 : random.nextInt(2),
                random.nextDouble(),
                random.nextInt(2),
                random.nextInt(2),
                above ? random.nextInt(100) : AccessEvent.UNKNOWN,
                above ? list(3, () -> new AccountShare(text(), text(), random.nextInt(9))) : List.of(),
                names(),
                names(),
                names(),
                names(),
                list(3, this::evidence),
                random.nextBoolean() ? List.of() : List.of(Sign.NEW_DEVICE),
                random.nextBoolean() ? List.of() : List.of(Sign.OWN_REGISTER, Sign.USUAL_DEVICE),
                new Provenance(opened + 7, text(), 1, 2, 3, text(), text()));
    }

    private Reason reason() {
        return new Reason(
                text(),
                text(),
                pick(Level.values()),
                list(3, this::text),
                text(),
                random.nextInt(2) * 3_600_000L,
                pick(1.0, 0.1, 1e300, Double.POSITIVE_INFINITY, Double.NaN),
                text(),
                maybe(pick(3.5, Double.NaN)),
                maybe(10_000.0),
                random.nextDouble(),
                maybe(0.94),
                maybe(0.03));
    }

    private Evidence evidence() {
        return new Evidence(
                text(),
                1_700_000_000_000L,
                pick(Action.values()),
                pick(Outcome.values()),
                maybe(text()),
                maybe(text()),
                list(2, () -> Long.toHexString(random.nextLong())),
                2);
    }

    private Names names() {
        List<String> names = list(3, this::text);
        return new Names(names, names.size() + random.nextInt(2));
    }

    private String text() {
        if (random.nextInt(400) == 0) {
            return pick(PIECES.toArray(String[]::new)).repeat(TEXT_CHARS_LONG);
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(PIECES_MAX); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    private <T> List<T> list(int max, Supplier<T> item) {
        return Stream.generate(item).limit(random.nextInt(max + 1)).toList();
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
