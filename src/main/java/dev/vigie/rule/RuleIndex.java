package dev.vigie.rule;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The rules of a set by what others may call them: id and name, unique among all of them. */
final class RuleIndex {

    private final Map<String, RuleReader.Draft> byReference = new HashMap<>();

    void add(RuleReader.Draft draft) {
        register(draft, draft.meta().id());
        String name = draft.meta().name();
        if (name != null && !name.equals(draft.meta().id())) {
            register(draft, name);
        }
    }

    private void register(RuleReader.Draft draft, String reference) {
        RuleReader.Draft first = byReference.putIfAbsent(reference, draft);
        if (first != null) {
            draft.source()
                    .refuse(
                            draft.document(),
                            "the rule " + Quote.quoted(reference) + " is already in "
                                    + first.meta().file() + " line "
                                    + first.meta().line() + ": give this one an id and a name of its own");
        }
    }

    RuleReader.@Nullable Draft find(ScalarNode reference) {
        return byReference.get(reference.getValue());
    }

    void refuseMissing(Source source, ScalarNode reference) {
        String written = reference.getValue();
        source.refuse(
                reference,
                "no rule has the id or name " + Quote.quoted(written) + source.nearest(written, byReference.keySet()));
    }
}
