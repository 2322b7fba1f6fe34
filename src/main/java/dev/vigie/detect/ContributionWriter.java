package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Group;

/**
 * Writes contributions to one group as one message, each as it comes: what waits to be sent is bytes, and nothing that
 * lives. {@link ContributionReader} reads it.
 */
public final class ContributionWriter {

    static final byte VERSION = 5;
    /** Without append times. */
    static final byte VERSION_UNTIMED = 4;
    /** Without what is historic, of which there was none. */
    static final byte VERSION_PRESENT = 3;

    /** Marks hashes that are all alike. */
    static final long SAME = -1;

    private final CompactOutput out = new CompactOutput();
    /** Where their number belongs. */
    private final int countPlace;

    private int count;
    private long beforeMillis;
    private long appendedMillis;

    public ContributionWriter(Group group) {
        out.number(VERSION);
        out.texts(group.names());
        out.texts(group.values());
        countPlace = out.size();
    }

    /** Adds one to the group, later than those before it. */
    public ContributionWriter add(Contribution contribution) {
        count++;
        out.number(contribution.timeMillis() - beforeMillis);
        beforeMillis = contribution.timeMillis();
        out.number(contribution.appendedMillis() - appendedMillis);
        appendedMillis = contribution.appendedMillis();
        out.text(contribution.operator());
        out.text(contribution.account());
        out.hash(contribution.eventHash());
        out.number(contribution.signals().size());
        for (long signal : contribution.signals()) {
            out.hash(signal);
        }
        Exposure exposure = contribution.exposure();
        out.optional(exposure == null ? null : exposure.name());
        out.number(contribution.values().size());
        for (FacetValues values : contribution.values()) {
            out.text(values.facet.field().name());
            out.text(values.facet.name());
            out.number(values.number);
            hashes(values.hashes);
        }
        out.texts(contribution.fieldsRead());
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

    /** Of what is told of many subjects most is the same for all: a series, an attribute that none has. */
    private void hashes(long[] values) {
        boolean same = values.length > 1;
        for (int i = 1; same && i < values.length; i++) {
            same = values[i] == values[0];
        }
        if (same) {
            out.number(SAME);
            out.number(values.length);
            out.hash(values[0]);
        } else {
            out.hashes(values);
        }
    }

    /** How many bytes the message has so far, about. */
    public int size() {
        return out.size();
    }

    /** The message of all that was added, at least one. */
    public byte[] toBytes() {
        return out.toBytes(countPlace, count);
    }
}
