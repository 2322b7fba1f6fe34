package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.Action;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Contributions as bytes, each for itself, so that they may be put in any order: far less than the objects take, and
 * nothing that a collector has to follow. What many have alike, groups, signals, facets, most texts, is kept here once
 * and is a number in the bytes; so these mean something only to whoever packed them, in this process.
 *
 * <p>Of each kind up to {@value KnownThings#THINGS_MAX} are kept, of at most {@value #CHARS_MAX} characters each: a few
 * MiB whatever logs hold. What is more, or longer, stands in the bytes each time.
 *
 * <p>Used by one thread while it packs; once it has, several may unpack.
 */
public final class PackedContributions {

    static final int CHARS_MAX = 256;

    private final CompactOutput out = new CompactOutput();
    private final KnownThings<Group> groups = new KnownThings<>();
    private final KnownThings<List<Long>> signals = new KnownThings<>();
    private final KnownThings<Facet> facets = new KnownThings<>();
    private final KnownThings<List<String>> fieldsRead = new KnownThings<>();
    private final KnownThings<Action> actions = new KnownThings<>();
    private final KnownThings<Outcome> outcomes = new KnownThings<>();
    private final KnownThings<Exposure> exposures = new KnownThings<>();
    private final KnownThings<String> texts = new KnownThings<>();

    /** Packs one. */
    public byte[] pack(Contribution one) {
        Evidence evidence = one.evidence();
        out.clear();
        out.once(evidence.eventId());
        if (isNew(groups, one.group(), chars(one.group().values()))) {
            texts(one.group().names());
            texts(one.group().values());
        }
        out.number(one.timeMillis());
        text(one.operator());
        text(one.account());
        out.hash(one.eventHash());
        if (out.isNew(signals, one.signals())) {
            out.number(one.signals().size());
            one.signals().forEach(out::hash);
        }
        Exposure exposure = one.exposure();
        if (exposure == null) {
            out.number(CompactOutput.NONE);
        } else {
            name(exposures, exposure);
        }
        out.number(one.values().size());
        for (int i = 0; i < one.values().size(); i++) {
            pack(one.values().get(i));
        }
        if (isNew(fieldsRead, one.fieldsRead(), chars(one.fieldsRead()))) {
            texts(one.fieldsRead());
        }
        name(actions, evidence.action());
        name(outcomes, evidence.outcome());
        optional(one.resource());
        optional(one.sourceIp());
        out.number(evidence.subjectCount());
        pack(one.origin());
        out.number(one.arrivedMillis());
        return out.toBytes();
    }

    private void pack(FacetValues values) {
        if (out.isNew(facets, values.facet)) {
            text(values.facet.field().name());
            text(values.facet.name());
        }
        out.number(values.number);
        out.hashesPerhapsAlike(values.hashes);
    }

    private void pack(Origin origin) {
        text(origin.topic());
        out.number(origin.partition());
        out.number(origin.offset());
        out.number(origin.historic() ? 1 : 0);
        out.number(origin.appendedMillis());
    }

    private <T extends Enum<T>> void name(KnownThings<T> known, T one) {
        if (out.isNew(known, one)) {
            text(one.name());
        }
    }

    private <T> boolean isNew(KnownThings<T> known, T one, int chars) {
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

    private void text(String text) {
        if (isNew(texts, text, text.length())) {
            out.once(text);
        }
    }

    private void optional(@Nullable String text) {
        if (text == null) {
            out.number(CompactOutput.NONE);
        } else {
            text(text);
        }
    }

    private void texts(List<String> some) {
        out.number(some.size());
        some.forEach(this::text);
    }

    /** The id of the event that a packed contribution is of. */
    public static String eventId(byte[] packed) {
        return new CompactInput(packed, 0).once();
    }

    /** The contribution that was packed here. */
    public Contribution unpack(byte[] packed) {
        CompactInput in = new CompactInput(packed, 0);
        String eventId = in.once();
        Group group = group(in);
        long timeMillis = in.number();
        String operator = text(in);
        String account = text(in);
        long eventHash = in.hash();
        List<Long> raised = signals(in);
        Exposure exposure = in.isNext(CompactOutput.NONE) ? null : name(in, exposures, Exposure.class);
        FacetValues[] values = new FacetValues[in.count(1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = values(in);
        }
        List<String> fields = fieldsRead(in);
        Action action = name(in, actions, Action.class);
        Outcome outcome = name(in, outcomes, Outcome.class);
        String resource = optional(in);
        String sourceIp = optional(in);
        int subjects = in.integer();
        return new Contribution(
                group,
                timeMillis,
                operator,
                account,
                eventHash,
                raised,
                exposure,
                List.of(values),
                resource,
                sourceIp,
                fields,
                new Evidence(eventId, timeMillis, action, outcome, resource, sourceIp, List.of(), subjects),
                origin(in),
                in.number());
    }

    private Group group(CompactInput in) {
        int number = in.integer();
        return number == CompactOutput.NEW ? new Group(texts(in), texts(in)) : groups.thing(number);
    }

    private List<Long> signals(CompactInput in) {
        int number = in.integer();
        return number == CompactOutput.NEW
                ? List.copyOf(Arrays.stream(in.hashes()).boxed().toList())
                : signals.thing(number);
    }

    private FacetValues values(CompactInput in) {
        int number = in.integer();
        Facet facet = number == CompactOutput.NEW ? new Facet(Field.valueOf(text(in)), text(in)) : facets.thing(number);
        return new FacetValues(facet, in.number(), in.hashesPerhapsAlike());
    }

    private List<String> fieldsRead(CompactInput in) {
        int number = in.integer();
        return number == CompactOutput.NEW ? texts(in) : fieldsRead.thing(number);
    }

    private <T extends Enum<T>> T name(CompactInput in, KnownThings<T> known, Class<T> kind) {
        int number = in.integer();
        return number == CompactOutput.NEW ? Enum.valueOf(kind, text(in)) : known.thing(number);
    }

    private Origin origin(CompactInput in) {
        return new Origin(text(in), in.integer(), in.number(), in.number() == 1, in.number());
    }

    private String text(CompactInput in) {
        int number = in.integer();
        return number == CompactOutput.NEW ? in.once() : texts.thing(number);
    }

    private @Nullable String optional(CompactInput in) {
        return in.isNext(CompactOutput.NONE) ? null : text(in);
    }

    private List<String> texts(CompactInput in) {
        String[] some = new String[in.count(1)];
        for (int i = 0; i < some.length; i++) {
            some[i] = text(in);
        }
        return List.of(some);
    }
}
