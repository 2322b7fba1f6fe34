package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Group;
import java.util.List;

/**
 * Writes contributions as one message, each as it comes: what waits to be sent is bytes, and nothing that lives. What
 * contributions have alike, the groups, their signals, the facets, most texts, is said once. {@link ContributionReader}
 * reads it.
 */
public final class ContributionWriter {

    static final byte VERSION = 6;
    /** To one group, which stands before them all; no thing but texts is said once. */
    static final byte VERSION_ONE_GROUP = 5;
    /** Without append times. */
    static final byte VERSION_UNTIMED = 4;
    /** Without what is historic, of which there was none. */
    static final byte VERSION_PRESENT = 3;

    private final CompactOutput out = new CompactOutput();
    private final KnownThings<Group> groups = new KnownThings<>();
    private final KnownThings<List<Long>> signals = new KnownThings<>();
    private final KnownThings<Facet> facets = new KnownThings<>();
    private final KnownThings<List<String>> fieldsRead = new KnownThings<>();
    /** Where their number belongs. */
    private final int countPlace;

    private int count;
    private long beforeMillis;
    private long appendedMillis;

    public ContributionWriter() {
        out.number(VERSION);
        countPlace = out.size();
    }

    /** Adds one: to its group it comes after those added before. */
    public ContributionWriter add(Contribution contribution) {
        count++;
        group(contribution.group());
        out.number(contribution.timeMillis() - beforeMillis);
        beforeMillis = contribution.timeMillis();
        out.number(contribution.appendedMillis() - appendedMillis);
        appendedMillis = contribution.appendedMillis();
        out.text(contribution.operator());
        out.text(contribution.account());
        out.hash(contribution.eventHash());
        signals(contribution.signals());
        Exposure exposure = contribution.exposure();
        out.optional(exposure == null ? null : exposure.name());
        out.number(contribution.values().size());
        for (FacetValues values : contribution.values()) {
            facet(values.facet);
            out.number(values.number);
            out.hashesPerhapsAlike(values.hashes);
        }
        if (out.isNew(fieldsRead, contribution.fieldsRead())) {
            out.texts(contribution.fieldsRead());
        }
        Evidence evidence = contribution.evidence();
        out.once(evidence.eventId());
        out.text(evidence.action().name());
        out.text(evidence.outcome().name());
        out.optional(contribution.resource());
        out.optional(contribution.sourceIp());
        out.number(evidence.subjectCount());
        out.text(contribution.origin().topic());
        out.number(contribution.origin().partition());
        out.number(contribution.origin().offset());
        out.number(contribution.origin().historic() ? 1 : 0);
        return this;
    }

    private void group(Group group) {
        if (out.isNew(groups, group)) {
            out.texts(group.names());
            out.texts(group.values());
        }
    }

    private void signals(List<Long> raised) {
        if (out.isNew(signals, raised)) {
            out.number(raised.size());
            for (long signal : raised) {
                out.hash(signal);
            }
        }
    }

    private void facet(Facet facet) {
        if (out.isNew(facets, facet)) {
            out.text(facet.field().name());
            out.text(facet.name());
        }
    }

    /** How many bytes the message has so far, about. */
    public int size() {
        return out.size();
    }

    /** The message of all that was added, at least one. */
    public byte[] toBytes() {
        return toBytes(0);
    }

    /**
     * The same, with {@code room} bytes left free before it: a message is large, and need not be copied to be sent as
     * part of another.
     */
    public byte[] toBytes(int room) {
        return out.toBytes(room, countPlace, count);
    }
}
