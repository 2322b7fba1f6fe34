package dev.vigie.rule;

import com.google.re2j.Pattern;
import dev.vigie.model.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads what a rule says of itself, and checks the keys that Vigie has no use for as far as a slip would show. */
final class MetaReader {

    static final int NAME_CHARS_MAX = 256;
    static final int DESCRIPTION_CHARS_MAX = 65_535;

    /** Sigma's keys that every kind of rule may have. */
    static final Set<String> KEYS = Set.of(
            "title",
            "id",
            "related",
            "name",
            "taxonomy",
            "status",
            "description",
            "license",
            "references",
            "author",
            "date",
            "modified",
            "fields",
            "falsepositives",
            "level",
            "tags",
            "scope");

    private static final Set<String> TAXONOMIES = Set.of("sigma", "vigie", "ecs", "ocsf");

    private static final Set<String> STATUSES = Set.of("stable", "test", "experimental", "deprecated", "unsupported");

    private static final Set<String> LEVELS = Arrays.stream(Level.values())
            .map(level -> level.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern TAG = Pattern.compile("[a-z0-9_-]+\\.[a-z0-9._-]+");
    /** Also as Sigma had it before version 2, with slashes. */
    private static final Pattern DATE =
            Pattern.compile("[0-9]{4}([-/])(0?[1-9]|1[012])([-/])(0?[1-9]|[12][0-9]|3[01])");

    private final Source source;
    private final Map<String, Source.Entry> rule;

    MetaReader(Source source, Map<String, Source.Entry> rule) {
        this.source = source;
        this.rule = rule;
    }

    /** The rule's description of itself; a rule without an {@code id} goes by its name, without a name by its title. */
    RuleMeta read(Node document) {
        String title = text("title", NAME_CHARS_MAX);
        if (!rule.containsKey("title")) {
            source.refuse(document, "a rule needs a 'title'");
        }
        String name = text("name", NAME_CHARS_MAX);
        String id = text("id", NAME_CHARS_MAX);
        checkTheRest();
        return new RuleMeta(
                id != null ? id : name != null ? name : String.valueOf(title),
                name,
                String.valueOf(title),
                rule.containsKey("description") ? String.valueOf(text("description", DESCRIPTION_CHARS_MAX)) : "",
                level(),
                tags(),
                list("falsepositives"),
                source.file(),
                Source.line(document));
    }

    private @Nullable String text(String key, int charsMax) {
        Source.Entry entry = rule.get(key);
        return entry == null ? null : source.text(entry.value(), "'" + key + "'", charsMax);
    }

    private List<String> list(String key) {
        Source.Entry entry = rule.get(key);
        if (entry == null
                || (entry.value() instanceof SequenceNode empty
                        && empty.getValue().isEmpty())) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (ScalarNode item : source.scalars(entry.value(), "'" + key + "'")) {
            texts.add(String.valueOf(source.text(item, "'" + key + "'", Source.TEXT_CHARS_MAX)));
        }
        return texts;
    }

    /** The level; MEDIUM where the rule does not say, since somebody should look, though not at night. */
    private Level level() {
        Source.Entry entry = rule.get("level");
        String level = entry == null ? null : source.oneOf(entry.value(), "level", LEVELS);
        return level == null ? Level.MEDIUM : Level.valueOf(level.toUpperCase(Locale.ROOT));
    }

    private List<String> tags() {
        Source.Entry entry = rule.get("tags");
        List<String> tags = list("tags");
        for (String tag : tags) {
            if (entry != null && !TAG.matches(tag)) {
                source.refuse(
                        entry.value(),
                        "the tag " + Quote.quoted(tag)
                                + " must be lower-case words joined by a dot, such as attack.t1213");
            }
        }
        return tags;
    }

    private void checkTheRest() {
        for (String key : List.of("author", "license")) {
            text(key, Source.TEXT_CHARS_MAX);
        }
        for (String key : List.of("fields", "references", "scope")) {
            list(key);
        }
        for (String key : List.of("date", "modified")) {
            String date = text(key, NAME_CHARS_MAX);
            Source.Entry entry = rule.get(key);
            if (date != null && entry != null && !DATE.matches(date)) {
                source.refuse(entry.value(), "'" + key + "' must be a date such as 2026-01-31");
            }
        }
        Source.Entry status = rule.get("status");
        if (status != null) {
            source.oneOf(status.value(), "status", STATUSES);
        }
    }

    /** Why the rule's taxonomy keeps it from running here, or null where it does not. */
    @Nullable
    String foreignTaxonomy() {
        String name = text("taxonomy", NAME_CHARS_MAX);
        return name == null || TAXONOMIES.contains(name)
                ? null
                : "it is written in the taxonomy " + Quote.quoted(name) + "; Vigie reads sigma, vigie, ecs and ocsf";
    }
}
