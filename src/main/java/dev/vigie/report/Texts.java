package dev.vigie.report;

import dev.vigie.model.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Every word that people are told, in one language, and how that language writes numbers and times. */
final class Texts {

    private static final String PAGE_PREFIX = "js.";
    private static final List<String> BUNDLES = List.of("texts", "dossier", "backtest", "account");
    /** What alerts say of themselves, which in English they do. */
    private static final String BUNDLE_OF_ALERTS = "alert";

    private final Language language;
    private final Map<String, String> words;
    private final RuleTitles rules;
    private final NumberFormat counts;
    private final NumberFormat percents;
    private final DateTimeFormatter moments;
    private final DateTimeFormatter days;
    private final DateTimeFormatter shortDays;
    private final DateTimeFormatter clock;

    private Texts(Language language, Map<String, String> words, RuleTitles rules) {
        this.language = language;
        this.rules = rules;
        this.words = Collections.unmodifiableMap(words);
        this.counts = NumberFormat.getIntegerInstance(language.locale());
        this.percents = NumberFormat.getPercentInstance(language.locale());
        this.percents.setMaximumFractionDigits(1);
        this.moments = formatter(word("pattern.moment"), language);
        this.days = formatter(word("pattern.day"), language);
        this.shortDays = formatter(word("pattern.short"), language);
        this.clock = formatter("HH:mm", language);
    }

    static Texts of(Language language) {
        Map<String, String> words = new TreeMap<>();
        List<String> bundles = new ArrayList<>(BUNDLES);
        if (language != Language.ENGLISH) {
            bundles.add(BUNDLE_OF_ALERTS);
        }
        for (String bundle : bundles) {
            Properties read = read(bundle + "_" + language.code() + ".properties");
            read.stringPropertyNames().forEach(name -> words.put(name, read.getProperty(name)));
        }
        return new Texts(language, words, RuleTitles.of(language, read(RuleTitles.RESOURCE)));
    }

    private static Properties read(String name) {
        try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private String word(String name) {
        String word = words.get(name);
        if (word == null) {
            throw new IllegalArgumentException(language + " has no text " + name);
        }
        return word;
    }

    private static DateTimeFormatter formatter(String pattern, Language language) {
        return DateTimeFormatter.ofPattern(pattern, language.locale()).withZone(ZoneOffset.UTC);
    }

    Language language() {
        return language;
    }

    /** The text of this name, its places {@code {0}}, {@code {1}} filled; counts are written as the language does. */
    String text(String name, Object... values) {
        String text = word(name);
        StringBuilder filled = new StringBuilder(text.length() + 32);
        int from = 0;
        for (int place = text.indexOf('{'); place >= 0; place = text.indexOf('{', from)) {
            Object value = values[text.charAt(place + 1) - '0'];
            filled.append(text, from, place)
                    .append(value instanceof Number count ? number(count.longValue()) : value.toString());
            from = place + "{0}".length();
        }
        return filled.append(text, from, text.length()).toString();
    }

    /** The singular or the plural, with the count in its first place. In French none is a singular. */
    String counted(String name, long count, Object... values) {
        boolean isOne = count == 1 || (count == 0 && language == Language.FRENCH);
        Object[] all = new Object[values.length + 1];
        all[0] = count;
        System.arraycopy(values, 0, all, 1, values.length);
        return text(name + (isOne ? ".one" : ".other"), all);
    }

    /** The text of this name, or {@code otherwise} where the bundle has none: what a log calls by a name of its own. */
    String textOr(String name, String otherwise) {
        return words.getOrDefault(name, otherwise);
    }

    /** The word for what is counted; a rule may have one of its own, which no language knows. */
    String noun(String name) {
        return textOr(PAGE_PREFIX + "noun." + name, name);
    }

    /** What stands between parts of a list that have commas in them. */
    String joint() {
        return word(PAGE_PREFIX + "joint");
    }

    /** Why a line is no event; a reason of another version's is said as it is. */
    String rejection(String reason) {
        return textOr("ledger.reason." + reason, reason);
    }

    /** A rule's title in this language if there is one, else its own. */
    String ruleTitle(String rule, String own) {
        String said = rules.of(rule, own);
        return said == null ? own : said;
    }

    /** True if {@link #ruleTitle} is in this language and not the rule's own. */
    boolean saysRule(String rule, String own) {
        return rules.of(rule, own) != null;
    }

    String number(long value) {
        return counts.format(value);
    }

    /** A number with so many digits behind the point, or the comma. */
    String decimal(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    /** A part of one, such as 0.016, as a percentage. */
    String percent(double part) {
        return percents.format(part);
    }

    /** In French, a month's first day is its "premier". */
    private String dated(DateTimeFormatter pattern, long epochMillis) {
        String date = pattern.format(Instant.ofEpochMilli(epochMillis));
        return language == Language.FRENCH && date.startsWith("1 ") ? "1er" + date.substring(1) : date;
    }

    /** A moment in UTC, to the minute. */
    String moment(long epochMillis) {
        return dated(moments, epochMillis);
    }

    /** A day in UTC. */
    String day(long epochMillis) {
        return dated(days, epochMillis);
    }

    /** A day in UTC, the month abbreviated. */
    String shortDay(long epochMillis) {
        return dated(shortDays, epochMillis);
    }

    String level(Level level) {
        return text(PAGE_PREFIX + "level." + level.name());
    }

    /** A time of day in UTC. */
    String clock(long epochMillis) {
        return clock.format(Instant.ofEpochMilli(epochMillis));
    }

    /** A stretch of time within a sentence, to the minute, with no day named twice. */
    String span(long fromMillis, long toMillis) {
        String from = clock(fromMillis);
        String to = clock(toMillis);
        if (!day(fromMillis).equals(day(toMillis))) {
            return text("span.days", day(fromMillis), from, day(toMillis), to);
        }
        return from.equals(to)
                ? text("span.minute", day(fromMillis), from)
                : text("span.day", day(fromMillis), from, to);
    }

    /** A length of time in the largest unit that it is a whole number of, such as 10 min. */
    String length(long millis) {
        for (Unit unit : Unit.values()) {
            if (millis >= unit.millis && millis % unit.millis == 0) {
                return text("unit." + unit.name().toLowerCase(Locale.ROOT), millis / unit.millis);
            }
        }
        return text("unit.milliseconds", millis);
    }

    private enum Unit {
        DAYS(86_400_000L),
        HOURS(3_600_000L),
        MINUTES(60_000L),
        SECONDS(1_000L);

        private final long millis;

        Unit(long millis) {
            this.millis = millis;
        }
    }

    /** All names, for the test that no language lacks one. */
    Set<String> names() {
        return words.keySet();
    }

    /** What the page's own script says, by name. */
    Map<String, String> ofPage() {
        Map<String, String> texts = new TreeMap<>();
        words.forEach((name, text) -> {
            if (name.startsWith(PAGE_PREFIX)) {
                texts.put(name.substring(PAGE_PREFIX.length()), text);
            }
        });
        return texts;
    }
}
