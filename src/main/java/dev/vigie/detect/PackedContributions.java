package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Contributions as bytes, those of one event together, so that what the event is stands there once: far less than the
 * objects take, and nothing that a collector has to follow. What many have alike is kept once and is a number in the
 * bytes ({@link PackedThings}); so these mean something only to whoever packed them, in this process.
 *
 * <pre>
 *   head: the event        values of facets        share: a group, its signals, where its values are
 *                          more values, each once  share: another group ...
 * </pre>
 *
 * Values that only one group is told, those of a group that is one of the event's people, stand in its share.
 *
 * <p>Used by one thread while it packs; once it has, several may read, each by a {@link PackedContribution} of its own.
 */
public final class PackedContributions {

    private final CompactOutput out = new CompactOutput();
    private final PackedThings things = new PackedThings();
    private final AccountNames names = new AccountNames();
    /** For {@link #alone}, as are these. */
    private final PackedContribution head = new PackedContribution();

    private final PackedFacets skipped = new PackedFacets();

    private long number;
    private long timeMillis;
    private int count;

    /** Of the event at hand: values that stand outside of shares, and where; and where each share is. */
    private final List<FacetValues> shared = new ArrayList<>();

    private int[] sharedPlaces = new int[16];
    private int[] shares = new int[16];
    private int[] groupHashes = new int[16];

    /**
     * Begins with another event.
     *
     * @param eventNumber which is kept with it
     */
    public void begin(long eventNumber) {
        number = eventNumber;
        count = 0;
        out.clear();
        shared.clear();
    }

    /** Packs something of the event at hand. What {@link Detector} packs itself costs no object. */
    public void add(Contribution one) {
        add(one, one.evidence(), one.group(), one.signals(), one.values());
    }

    /** The same of what an occurrence contributes. */
    void add(Occurrence now, Evidence evidence, Group group, List<Long> signals, List<FacetValues> values) {
        if (count == 0) {
            timeMillis = now.timeMillis();
            packHead(now, evidence);
        }
        share(values);
        if (count == shares.length) {
            shares = Arrays.copyOf(shares, 2 * count);
            groupHashes = Arrays.copyOf(groupHashes, 2 * count);
        }
        shares[count] = out.size();
        groupHashes[count] = group.hashCode();
        packShare(group, signals, values);
        count++;
    }

    /** How many contributions were packed of the event at hand. */
    public int count() {
        return count;
    }

    /** How many bytes they take. */
    public int bytes() {
        return out.size();
    }

    /** Puts them where there is room for them. */
    public void writeTo(byte[] bytes, int from) {
        out.copyTo(bytes, from);
    }

    /** Where the {@code ordinal}th of them is, from where the event begins; rises with it. */
    public int place(int ordinal) {
        return shares[ordinal];
    }

    /** Of the group that the {@code ordinal}th of them goes to. */
    public int groupHash(int ordinal) {
        return groupHashes[ordinal];
    }

    /** When the event that they are of counts. */
    public long timeMillis() {
        return timeMillis;
    }

    private void packHead(Occurrence now, Evidence evidence) {
        Origin origin = now.origin();
        out.once(evidence.eventId());
        out.number(number);
        out.number(timeMillis);
        things.text(out, now.operator());
        things.text(out, now.account());
        things.text(out, names.of(now));
        out.hash(now.eventHash());
        things.exposure(out, now.exposure());
        out.number(origin.appendedMillis());
        out.number(now.arrivedMillis());
        // What follows only alerts ask for.
        things.text(out, origin.topic());
        out.number(origin.partition());
        out.number(origin.offset());
        out.number(origin.historic() ? 1 : 0);
        things.list(out, now.fieldsRead());
        things.action(out, evidence.action());
        things.outcome(out, evidence.outcome());
        things.optional(out, now.resource());
        things.optional(out, now.sourceIp());
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

    private void packShare(Group group, List<Long> signals, List<FacetValues> values) {
        things.group(out, group);
        things.signals(out, signals);
        out.number(values.size());
        for (int i = 0; i < values.size(); i++) {
            FacetValues each = values.get(i);
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
