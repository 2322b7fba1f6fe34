package dev.vigie.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The built-in rules' titles in another language than theirs, which is English. They stand in one file: what a rule
 * says of itself under {@code ID.en}, and what that is in another language under its code. A rule that now says
 * something else of itself, since somebody has changed it, is told in its own words.
 */
final class RuleTitles {

    static final String RESOURCE = "rules.properties";

    private final Map<String, Title> byRule;

    private record Title(String own, String said) {}

    private RuleTitles(Map<String, Title> byRule) {
        this.byRule = byRule;
    }

    static RuleTitles of(Language language, Properties titles) {
        Map<String, Title> byRule = new HashMap<>();
        String suffix = "." + language.code();
        for (String name : titles.stringPropertyNames()) {
            if (language != Language.ENGLISH && name.endsWith(suffix)) {
                String rule = name.substring(0, name.length() - suffix.length());
                byRule.put(
                        rule,
                        new Title(
                                titles.getProperty(rule + "." + Language.ENGLISH.code(), ""),
                                titles.getProperty(name)));
            }
        }
        return new RuleTitles(byRule);
    }

    /**
     * The title in the language; null where there is none, or none is needed.
     *
     * @param own what the rule says of itself
     */
    @Nullable
    String of(String rule, String own) {
        Title title = byRule.get(rule);
        return title == null || !title.own().equals(own) ? null : title.said();
    }
}
