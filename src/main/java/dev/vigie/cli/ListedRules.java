package dev.vigie.cli;

import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.stream.RuleSource;
import java.time.Duration;
import java.util.List;

/** The configured rules with the lists of a directory in them, which are read again and again. */
final class ListedRules implements RuleSource {

    private final Config config;
    private final Duration interval;

    /** @param interval between two readings */
    ListedRules(Config config, Duration interval) {
        this.config = config;
        this.interval = interval;
    }

    @Override
    public List<RuleFile> read() throws RuleException, InterruptedException {
        Thread.sleep(interval.toMillis());
        return config.ruleFiles();
    }

    @Override
    public String toString() {
        return (config.rules() == null ? "the built-in rules" : config.rules().toString()) + " with lists of "
                + config.lists();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
