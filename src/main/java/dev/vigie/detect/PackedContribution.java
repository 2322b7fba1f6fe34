package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.CacheLines;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of {@link PackedContributions}, read where it lies: it makes no objects but what an alert asks for. Used by one
 * thread, for one contribution after the other; what it says is of the last one that it was moved to.
 */
public final class PackedContribution implements GroupOccurrence {

    /** What most events take. */
    private static final int TOUCHED_BYTES = 256;

    private final CompactInput in = new CompactInput(new byte[0], 0);
    private byte[] packed = {};
    private int eventFrom;
    private @Nullable PackedThings known;
    /** Where what is fetched is put, so that the compiler cannot leave it out. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    private Group group = new Group(List.of(), List.of());
    /** The bytes of a group that was not kept: most come one after the other. */
    private byte[] groupPacked = {};

    private int groupFrom;
    private int groupTo;
    private @Nullable PackedThings groupBy;

    private List<Long> signals = List.of();
    private long timeMillis;
    private String operator = "";
    private String account = "";
    private String accountName = "";
    private long eventHash;
    private @Nullable Exposure exposure;
    private long appendedMillis;
    private long arrivedMillis;
    /** True once that was read which only alerts ask for; {@link #in} stays before it until then. */
    private boolean isRestRead;

    private Origin origin = new Origin("", 0, 0);
    private List<String> fieldsRead = List.of();
    private @Nullable String resource;
    private @Nullable String sourceIp;
    private Action action = Action.OTHER;
    private Outcome outcome = Outcome.SUCCESS;
    private int subjects;

    private final PackedFacets facets = new PackedFacets();

    /**
     * Moves on to another contribution.
     *
     * @param packer who packed it
     * @param bytes where it is
     * @param from where its event begins in them
     * @param place where it is from there on
     */
    public void move(PackedContributions packer, byte[] bytes, int from, int place) {
        PackedThings things = packer.things();
        known = things;
        packed = bytes;
        eventFrom = from;
        touched += CacheLines.touch(bytes, from, Math.min(from + TOUCHED_BYTES, bytes.length));
        in.move(bytes, from + place);
        readGroup(things);
        signals = things.signals(in);
        facets.begin(bytes);
        int count = in.count(1);
        for (int i = 0; i < count; i++) {
            int at = in.integer();
            if (at == CompactOutput.NEW) {
                facets.read(things, in);
            } else {
                int next = in.position();
                in.move(bytes, from + at);
                facets.read(things, in);
                in.move(bytes, next);
            }
        }
        readHead(things, bytes, from);
    }

    private void readGroup(PackedThings things) {
        int begin = in.position();
        int length = groupTo - groupFrom;
        if (groupBy == things
                && packed.length - begin >= length
                && Arrays.equals(packed, begin, begin + length, groupPacked, groupFrom, groupTo)) {
            in.move(packed, begin + length);
            return;
        }
        group = things.group(in);
        groupPacked = packed;
        groupFrom = begin;
        groupTo = in.position();
        groupBy = things;
    }

    private void readHead(PackedThings things, byte[] bytes, int from) {
        in.move(bytes, from);
        in.skip(in.count(1));
        in.number();
        timeMillis = in.number();
        operator = things.text(in);
        account = things.text(in);
        accountName = things.text(in);
        eventHash = in.hash();
        exposure = things.exposure(in);
        appendedMillis = in.number();
        arrivedMillis = in.number();
        isRestRead = false;
    }

    /** Where the head of an event ends. */
    int headEnd(PackedThings things, byte[] bytes, int from) {
        known = things;
        readHead(things, bytes, from);
        readRest();
        return in.position();
    }

    private void readRest() {
        if (isRestRead) {
            return;
        }
        PackedThings things = Objects.requireNonNull(known, "moved to one");
        origin = new Origin(things.text(in), in.integer(), in.number(), in.number() == 1, appendedMillis);
        fieldsRead = things.list(in);
        action = things.action(in);
        outcome = things.outcome(in);
        resource = things.optional(in);
        sourceIp = things.optional(in);
        subjects = in.integer();
        isRestRead = true;
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public List<Long> signals() {
        return signals;
    }

    @Override
    public long timeMillis() {
        return timeMillis;
    }

    @Override
    public String operator() {
        return operator;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public String accountName() {
        return accountName;
    }

    @Override
    public long eventHash() {
        return eventHash;
    }

    @Override
    public int valueCount(Field field) {
        int facet = facets.find(field, "");
        return facet == PackedFacets.NONE ? 0 : facets.hashCount(facet);
    }

    @Override
    public long valueHash(Field field, int index) {
        int facet = facets.find(field, "");
        if (facet == PackedFacets.NONE) {
            throw new IllegalArgumentException("no value of " + field.fieldName());
        }
        return facets.hash(facet, index);
    }

    @Override
    public long told(Facet facet, int index) {
        int known = facets.find(facet.field(), facet.name());
        return known == PackedFacets.NONE ? Contribution.untold(facet) : facets.hash(known, index);
    }

    @Override
    public long appendedMillis() {
        return appendedMillis;
    }

    @Override
    public long arrivedMillis() {
        return arrivedMillis;
    }

    @Override
    public long number(Field field) {
        int facet = facets.find(field, "");
        return facet == PackedFacets.NONE ? AccessEvent.UNKNOWN : facets.number(facet);
    }

    @Override
    public @Nullable Exposure exposure() {
        return exposure;
    }

    @Override
    public Origin origin() {
        readRest();
        return origin;
    }

    @Override
    public @Nullable String resource() {
        readRest();
        return resource;
    }

    @Override
    public @Nullable String sourceIp() {
        readRest();
        return sourceIp;
    }

    @Override
    public List<String> fieldsRead() {
        readRest();
        return fieldsRead;
    }

    @Override
    public Evidence evidence(SubjectHash subjectHash) {
        readRest();
        String eventId = PackedContributions.eventId(packed, eventFrom);
        return new Evidence(eventId, timeMillis, action, outcome, resource, sourceIp, List.of(), subjects);
    }
}
