package dev.vigie.backtest;

import dev.vigie.backtest.Raised.Cause;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts and rules for tests. */
final class Samples {

    static final long MINUTE_MILLIS = 60_000;
    static final String READ_HOUR = "7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a001";
    static final String READ_DAY = "7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a002";
    static final String CRITICAL = "7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a003";
    static final String UNUSUAL = "7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a004";

    /** Two limits of budgets one to two, a critical one, and an unusual one. */
    static final String RULES = """
            title: Reading
            id: 3f0f4f43-2f4c-4c52-9d3b-0c5b5f8f6d11
            name: reading
            logsource: {product: vigie, category: data_access}
            detection:
                selection: {action: READ}
                condition: selection
            ---
            title: Many people read within an hour
            id: 7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a001
            name: read-hour
            correlation:
                type: value_count
                rules: [reading]
                group-by: [account]
                timespan: 1h
                condition: {field: subject, gte: 10} # a busy hour
            vigie: {budget: 10000d}
            level: high
            ---
            title: Many people read within a day
            id: 7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a002
            name: read-day
            correlation:
                type: value_count
                rules: [reading]
                group-by: [account]
                timespan: 1d
                condition: {field: subject, gte: 20}
            vigie: {budget: 5000d}
            level: medium
            ---
            title: A thousand people read
            id: 7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a003
            name: read-thousand
            correlation:
                type: value_count
                rules: [reading]
                group-by: [account]
                timespan: 1d
                condition: {field: subject, gte: 1000}
            vigie: {budget: 10000d}
            level: critical
            ---
            title: Unusually many people read
            id: 7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a004
            name: read-unusual
            correlation:
                type: value_count
                rules: [reading]
                group-by: [account]
                timespan: 1d
                condition: {field: subject, gte: 50}
            vigie:
                condition:
                    unusual: {once_in: 1000d}
            level: high
            """;

    private Samples() {}

    static List<RuleFile> files(String text) throws RuleException {
        return List.of(RuleFile.decode("rules/all.yml", text.getBytes(StandardCharsets.UTF_8)));
    }

    static RuleSet rules() throws RuleException {
        return SigmaLoader.load(files(RULES));
    }

    /** An account's alert from one minute to another. */
    static Raised raised(String account, int fromMinute, int toMinute, Cause... causes) {
        return raised(account, fromMinute, toMinute, Level.HIGH, 5, "event-" + fromMinute, causes);
    }

    static Raised raised(
            String account,
            int fromMinute,
            int toMinute,
            Level level,
            long exposedBefore,
            String event,
            Cause... causes) {
        return new Raised(
                account + "-" + fromMinute,
                "account",
                Map.of("operator", "atlas", "account", account),
                "atlas/" + account,
                List.of("atlas/" + account),
                fromMinute * MINUTE_MILLIS,
                toMinute * MINUTE_MILLIS,
                event,
                level,
                alert("atlas/" + account + " read people"),
                List.of(causes),
                List.of(causes).stream().map(Cause::rule).toList(),
                exposedBefore,
                100,
                List.of(fromMinute * MINUTE_MILLIS));
    }

    /** A message that says so much and no more. */
    static Alert alert(String sentence) {
        return new Alert(
                "id",
                0,
                Alert.State.CLOSED,
                "account",
                Map.of(),
                Level.HIGH,
                sentence,
                List.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                AccessEvent.UNKNOWN,
                List.of(),
                Alert.Names.NONE,
                Alert.Names.NONE,
                Alert.Names.NONE,
                Alert.Names.NONE,
                List.of(),
                List.of(),
                List.of(),
                new Alert.Provenance(0, "", 0, 0, 0, "test", "hash"));
    }

    static Cause cause(String rule, double value) {
        return cause(rule, value, null);
    }

    static Cause cause(String rule, double value, @Nullable Double rarity) {
        return new Cause(rule, "title of " + rule, value, 0, rarity);
    }

    /** What a set of these rules raised in a day. */
    static Outcome outcome(List<Raised> raised, Incidents incidents) throws RuleException {
        return Outcome.of(rules(), new Period(0, Period.DAY_MILLIS), raised, List.of(), incidents);
    }

    static Incidents incidents(Path file, String rows) throws Exception {
        return Incidents.read(Files.writeString(file, "incident,account,subject,time\n" + rows));
    }
}
