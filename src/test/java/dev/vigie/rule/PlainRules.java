package dev.vigie.rule;

import java.nio.file.Path;

/**
 * A few rules with fixed limits, for tests of what runs rules: what these say does not depend on how well the built-in
 * rules are tuned.
 */
public final class PlainRules {

    private PlainRules() {}

    public static RuleSet load() {
        try {
            return SigmaLoader.loadDirectory(Path.of("src/test/resources/plain"));
        } catch (RuleException e) {
            throw new IllegalStateException(e);
        }
    }
}
