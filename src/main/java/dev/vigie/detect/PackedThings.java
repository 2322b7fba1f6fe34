package dev.vigie.detect;

import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Outcome;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What many {@linkplain PackedContributions packed contributions} have alike: it is kept here once and is a number in
 * the bytes. Of each kind up to {@value KnownThings#THINGS_MAX} are kept, of at most {@value #CHARS_MAX} characters
 * each: a few MiB whatever logs hold. What is more, or longer, stands in the bytes each time.
 *
 * <p>Used by one thread while it writes; once it has, several may read.
 */
final class PackedThings {

    static final int CHARS_MAX = 256;

    private final KnownThings<Group> groups = new KnownThings<>();
    private final KnownThings<List<Long>> signals = new KnownThings<>();
    private final KnownThings<Facet> facets = new KnownThings<>();
    private final KnownThings<List<String>> lists = new KnownThings<>();
    private final KnownThings<Action> actions = new KnownThings<>();
    private final KnownThings<Outcome> outcomes = new KnownThings<>();
    private final KnownThings<Exposure> exposures = new KnownThings<>();
    private final KnownThings<String> texts = new KnownThings<>();

    void group(CompactOutput out, Group group) {
        if (isNew(out, groups, group, chars(group.values()))) {
            texts(out, group.names());
            texts(out, group.values());
        }
    }

    Group group(CompactInput in) {
        int number = in.integer();
        return number == CompactOutput.NEW ? new Group(texts(in), texts(in)) : groups.thing(number);
    }

    void signals(CompactOutput out, List<Long> ids) {
        if (out.isNew(signals, ids)) {
            out.number(ids.size());
            ids.forEach(out::hash);
        }
    }

    List<Long> signals(CompactInput in) {
        int number = in.integer();
        return number == CompactOutput.NEW
                ? List.copyOf(Arrays.stream(in.hashes()).boxed().toList())
                : signals.thing(number);
    }

    void facet(CompactOutput out, Facet facet) {
        if (out.isNew(facets, facet)) {
            text(out, facet.field().name());
            text(out, facet.name());
        }
    }

    Facet facet(CompactInput in) {
        int number = in.integer();
        return number == CompactOutput.NEW ? new Facet(Field.valueOf(text(in)), text(in)) : facets.thing(number);
    }

    void exposure(CompactOutput out, @Nullable Exposure exposure) {
        if (exposure == null) {
            out.number(CompactOutput.NONE);
        } else {
            name(out, exposures, exposure);
        }
    }

    @Nullable
    Exposure exposure(CompactInput in) {
        return in.isNext(CompactOutput.NONE) ? null : name(in, exposures, Exposure.class);
    }

    void action(CompactOutput out, Action action) {
        name(out, actions, action);
    }

    Action action(CompactInput in) {
        return name(in, actions, Action.class);
    }

    void outcome(CompactOutput out, Outcome outcome) {
        name(out, outcomes, outcome);
    }

    Outcome outcome(CompactInput in) {
        return name(in, outcomes, Outcome.class);
    }

    /** A list that may well come again as a whole. */
    void list(CompactOutput out, List<String> list) {
        if (isNew(out, lists, list, chars(list))) {
            texts(out, list);
        }
    }

    List<String> list(CompactInput in) {
        int number = in.integer();
        return number == CompactOutput.NEW ? texts(in) : lists.thing(number);
    }

    void text(CompactOutput out, String text) {
        if (isNew(out, texts, text, text.length())) {
            out.once(text);
        }
    }

    String text(CompactInput in) {
        int number = in.integer();
        return number == CompactOutput.NEW ? in.once() : texts.thing(number);
    }

    void optional(CompactOutput out, @Nullable String text) {
        if (text == null) {
            out.number(CompactOutput.NONE);
        } else {
            text(out, text);
        }
    }

    @Nullable
    String optional(CompactInput in) {
        return in.isNext(CompactOutput.NONE) ? null : text(in);
    }

    private void texts(CompactOutput out, List<String> some) {
        out.number(some.size());
        for (int i = 0; i < some.size(); i++) {
            text(out, some.get(i));
        }
    }

    private List<String> texts(CompactInput in) {
        String[] some = new String[in.count(1)];
        for (int i = 0; i < some.length; i++) {
            some[i] = text(in);
        }
        return List.of(some);
    }

    private <T extends Enum<T>> void name(CompactOutput out, KnownThings<T> known, T one) {
        if (out.isNew(known, one)) {
            text(out, one.name());
        }
    }

    private <T extends Enum<T>> T name(CompactInput in, KnownThings<T> known, Class<T> kind) {
        int number = in.integer();
        return number == CompactOutput.NEW ? Enum.valueOf(kind, text(in)) : known.thing(number);
    }

    private static <T> boolean isNew(CompactOutput out, KnownThings<T> known, T one, int chars) {
        if (chars > CHARS_MAX) {
            out.number(CompactOutput.NEW);
            return true;
        }
        return out.isNew(known, one);
    }

    private static int chars(List<String> some) {
        int chars = 0;
        for (int i = 0; i < some.size() && chars <= CHARS_MAX; i++) {
            chars += 1 + some.get(i).length();
        }
        return chars;
    }
}
