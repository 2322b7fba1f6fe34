package dev.vigie.stream;

import dev.vigie.detect.Plan;
import dev.vigie.rule.FilterRule;
import dev.vigie.rule.Problem;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.rule.SkippedRule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a source of rules and has a detection change with it. A change is taken once it has been read twice the same,
 * so that nothing half-copied is loaded. A set that does not load changes nothing, and says so.
 */
public final class RuleFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleFeed.class);
    private static final int HASH_SHOWN = 12;
    private static final long STOP_SECONDS = 10;

    private final RuleSource source;
    private final Detection detection;
    private final Thread thread;
    private volatile boolean ending;
    /** What was loaded, or refused, last. */
    private List<RuleFile> taken;

    private List<RuleFile> before;
    private @Nullable String trouble;

    private RuleFeed(RuleSource source, Detection detection, List<RuleFile> initial) {
        this.source = source;
        this.detection = detection;
        this.taken = List.copyOf(initial);
        this.before = taken;
        this.thread = new Thread(this::follow, "vigie-rules");
        this.thread.setDaemon(true);
    }

    /**
     * Begins to follow.
     *
     * @param initial the files that {@code detection} begins with
     */
    public static RuleFeed start(RuleSource source, Detection detection, List<RuleFile> initial) {
        RuleFeed feed = new RuleFeed(source, detection, initial);
        feed.thread.start();
        return feed;
    }

    /**
     * The rules of {@code files}; the built-in ones where there are none.
     *
     * @throws RuleException if they do not load
     */
    public static RuleSet load(List<RuleFile> files) throws RuleException {
        return files.isEmpty() ? SigmaLoader.builtIn() : SigmaLoader.load(files);
    }

    private void follow() {
        try (source) {
            while (!ending) {
                follow(readOrBefore());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<RuleFile> readOrBefore() throws InterruptedException {
        try {
            List<RuleFile> files = source.read();
            trouble = null;
            return files;
        } catch (RuleException e) {
            complain(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            complain(e.toString());
        }
        return taken;
    }

    private void complain(String reason) {
        if (!ending && !reason.equals(trouble)) {
            trouble = reason;
            LOG.warn("the rules in {} cannot be read; those there are stay: {}", source, reason);
        }
    }

    private void follow(List<RuleFile> files) {
        boolean settled = files.equals(before);
        before = files;
        if (ending || !settled || files.equals(taken)) {
            return;
        }
        taken = files;
        try {
            RuleSet rules = load(files);
            detection.change(new Plan(rules));
            report(rules);
        } catch (RuleException e) {
            detection.refuse();
            LOG.warn("the rules in {} do not load; those there are stay", source);
            for (Problem problem : e.problems()) {
                LOG.warn("{}", problem);
            }
        } catch (RuntimeException e) {
            detection.refuse();
            LOG.warn("the rules in {} cannot be run; those there are stay", source, e);
        }
    }

    private void report(RuleSet rules) {
        LOG.info(
                "new rules from {}: {} detections, {} correlations, {} filters, hash {}",
                source,
                rules.detections().size(),
                rules.correlations().size(),
                rules.filters().size(),
                rules.hash().substring(0, HASH_SHOWN));
        for (SkippedRule skipped : rules.skipped()) {
            LOG.warn(
                    "skipped: {} ({}): {}",
                    skipped.meta().title(),
                    skipped.meta().file(),
                    skipped.reason());
        }
        for (Problem warning : rules.warnings()) {
            LOG.warn("{}", warning);
        }
        for (FilterRule filter : rules.filters()) {
            if (filter.expiresAtMillis() <= System.currentTimeMillis()) {
                LOG.warn(
                        "expired: the exception {} ({})",
                        filter.meta().title(),
                        filter.meta().file());
            }
        }
    }

    /** Ends the thread; the rules stay as they are. */
    @Override
    public void close() {
        ending = true;
        if (source instanceof RuleDirectory) {
            source.close(); // a consumer is closed by its own thread, after its next poll
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
