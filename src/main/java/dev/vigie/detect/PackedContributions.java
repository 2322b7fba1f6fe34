package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.Alert.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Contributions as bytes, those of one event together, so that what the event is stands there once: far less than the
 * objects take, and nothing that a collector has to follow. What many have alike is kept once and is a number in the
 * bytes ({@link PackedThings}); so these mean something only to whoever packed them, in this process.
 *
 * <pre>
 *   head: the event        values of facets, each once     share: a group, its signals, where its values are
 *                                                          share: another group ...
 * </pre>
 *
 * Values that only one group is told, those of a group that is one of the event's people, stand in its share.
 *
 * <p>Used by one thread while it packs; once it has, several may read, each by a {@link PackedContribution} of its own.
 */
public final class PackedContributions {

    private final CompactOutput out = new CompactOutput();
    private final PackedThings things = new PackedThings();
    /** For {@link #alone}, as are these. */
    private final PackedContribution head = new PackedContribution();

    private final PackedFacets skipped = new PackedFacets();

    /** Of the event that was packed last: values that stand outside of shares, and where; and where each share is. */
    private final List<FacetValues> shared = new ArrayList<>();

    private int[] sharedPlaces = new int[16];
    private int[] shares = new int[16];

    /**
     * Packs all that one event contributes, for {@link #writeTo}.
     *
     * @param ofOneEvent at least one
     * @param number of the event, which is kept with it
     * @return how many bytes it takes
     */
    public int pack(List<Contribution> ofOneEvent, long number) {
        out.clear();
        packHead(ofOneEvent.get(0), number);
        shared.clear();
        for (int i = 0; i < ofOneEvent.size(); i++) {
            share(ofOneEvent.get(i).values());
        }
        if (shares.length < ofOneEvent.size()) {
            shares = new int[2 * ofOneEvent.size()];
        }
        for (int i = 0; i < ofOneEvent.size(); i++) {
            shares[i] = out.size();
            packShare(ofOneEvent.get(i));
        }
        return out.size();
    }

    /** Puts what was packed last where there is room for it. */
    public void writeTo(byte[] bytes, int from) {
        out.copyTo(bytes, from);
    }

    /** Where the {@code ordinal}th of what was packed last is, from where its event begins; rises with it. */
    public int place(int ordinal) {
        return shares[ordinal];
    }

    private void packHead(Contribution one, long number) {
        Evidence evidence = one.evidence();
        out.once(evidence.eventId());
        out.number(number);
        out.number(one.timeMillis());
        things.text(out, one.operator());
        things.text(out, one.account());
        out.hash(one.eventHash());
        things.exposure(out, one.exposure());
        out.number(one.origin().appendedMillis());
        out.number(one.arrivedMillis());
        // What follows only alerts ask for.
        things.text(out, one.origin().topic());
        out.number(one.origin().partition());
        out.number(one.origin().offset());
        out.number(one.origin().historic() ? 1 : 0);
        things.list(out, one.fieldsRead());
        things.action(out, evidence.action());
        things.outcome(out, evidence.outcome());
        things.optional(out, one.resource());
        things.optional(out, one.sourceIp());
        out.number(evidence.subjectCount());
    }

    private void share(List<FacetValues> values) {
        for (int i = 0; i < values.size(); i++) {
            FacetValues each = values.get(i);
            if (!each.ofOneSubject && sharedPlace(each) < 0) {
                if (shared.size() == sharedPlaces.length) {
                    sharedPlaces = Arrays.copyOf(sharedPlaces, 2 * sharedPlaces.length);
                }
                sharedPlaces[shared.size()] = out.size();
                shared.add(each);
                pack(each);
            }
        }
    }

    /** The same object, not an equal one: they are found once for an event, and are as few as the plan's facets. */
    private int sharedPlace(FacetValues values) {
        for (int i = 0; i < shared.size(); i++) {
            if (shared.get(i) == values) {
                return sharedPlaces[i];
            }
        }
        return -1;
    }

    private void packShare(Contribution one) {
        things.group(out, one.group());
        things.signals(out, one.signals());
        out.number(one.values().size());
        for (int i = 0; i < one.values().size(); i++) {
            FacetValues each = one.values().get(i);
            if (each.ofOneSubject) {
                out.number(CompactOutput.NEW);
                pack(each);
            } else {
                out.number(sharedPlace(each));
            }
        }
    }

    private void pack(FacetValues values) {
        things.facet(out, values.facet);
        out.number(values.number);
        out.hashesPerhapsAlike(values.hashes);
    }

    /** The id of the event that is packed there. */
    public static String eventId(byte[] bytes, int from) {
        return new CompactInput(bytes, from).once();
    }

    /** The number of the event that is packed there. */
    public static long number(byte[] bytes, int from) {
        CompactInput in = new CompactInput(bytes, from);
        in.skip(in.count(1));
        return in.number();
    }

    /**
     * What one contribution needs of the bytes of all, its own values included.
     *
     * @param from where its event begins
     * @param place where it is from there on
     */
    public Alone alone(byte[] bytes, int from, int place) {
        int headEnd = head.headEnd(things, bytes, from);
        CompactInput share = new CompactInput(bytes, from + place);
        things.group(share);
        things.signals(share);
        out.clear();
        out.bytes(bytes, from, headEnd);
        out.bytes(bytes, from + place, share.position());
        int count = share.count(1);
        out.number(count);
        for (int i = 0; i < count; i++) {
            int at = share.integer();
            CompactInput values = at == CompactOutput.NEW ? share : new CompactInput(bytes, from + at);
            int begin = values.position();
            skipped.begin(bytes);
            skipped.read(things, values);
            out.number(CompactOutput.NEW);
            out.bytes(bytes, begin, values.position());
        }
        return new Alone(out.toBytes(), headEnd - from);
    }

    /** Bytes of one contribution, whose event begins at 0, and its place in them. */
    @SuppressWarnings("ArrayRecordComponent") // They go on as they are.
    public record Alone(byte[] bytes, int place) {}

    PackedThings things() {
        return things;
    }
}
