package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How contributions to one group travel and wait, several in one message. */
public final class ContributionFormat {

    private static final byte VERSION = 5;
    /** Without append times. */
    private static final byte VERSION_UNTIMED = 4;
    /** Without what is historic, of which there was none. */
    private static final byte VERSION_PRESENT = 3;

    /** What no event comes near: a value that all have alike costs eight bytes, however many they are said to be. */
    private static final int SAME_MAX = AccessEvent.SUBJECTS_MAX;

    /** Marks hashes that are all alike. */
    private static final long SAME = -1;

    private ContributionFormat() {}

    /**
     * Contributions as one message.
     *
     * @param contributions all to one group, in their order
     */
    public static byte[] write(List<Contribution> contributions) {
        CompactOutput out = new CompactOutput();
        out.number(VERSION);
        Group group = contributions.get(0).group();
        out.texts(group.names());
        out.texts(group.values());
        out.number(contributions.size());
        long beforeMillis = 0;
        long appendedMillis = 0;
        for (Contribution contribution : contributions) {
            out.number(contribution.timeMillis() - beforeMillis);
            beforeMillis = contribution.timeMillis();
            out.number(contribution.appendedMillis() - appendedMillis);
            appendedMillis = contribution.appendedMillis();
            write(contribution, out);
        }
        return out.toBytes();
    }

    /**
     * The contributions that {@link #write} made a message of, which has not been sent.
     *
     * @throws IllegalArgumentException if it is corrupt or of a version that this release no longer knows
     * @throws NewerFormatException if a later release has written it
     */
    public static List<Contribution> read(byte[] message) {
        return read(message, AccessEvent.UNKNOWN);
    }

    /**
     * The contributions that {@link #write} made a message of.
     *
     * @param arrivedMillis when the broker appended the message
     * @throws IllegalArgumentException if it is corrupt or of a version that this release no longer knows
     * @throws NewerFormatException if a later release has written it
     */
    public static List<Contribution> read(byte[] message, long arrivedMillis) {
        try {
            CompactInput in = new CompactInput(message);
            long version = in.number();
            if (version > VERSION) {
                throw new NewerFormatException(version, VERSION);
            }
            if (version < VERSION_PRESENT) {
                throw new IllegalArgumentException("version " + version);
            }
            Group group = new Group(in.texts(), in.texts());
            int count = in.count(1);
            List<Contribution> contributions = new ArrayList<>(count);
            long timeMillis = 0;
            long appendedMillis = version <= VERSION_UNTIMED ? AccessEvent.UNKNOWN : 0;
            for (int i = 0; i < count; i++) {
                timeMillis += in.number();
                appendedMillis += version <= VERSION_UNTIMED ? 0 : in.number();
                Times times = new Times(timeMillis, appendedMillis, arrivedMillis);
                contributions.add(read(group, times, version > VERSION_PRESENT, in));
            }
            if (in.remaining() > 0) {
                throw new IllegalArgumentException(in.remaining() + " bytes follow the last contribution");
            }
            return contributions;
        } catch (NewerFormatException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("contributions are cut short or corrupt", e);
        }
    }

    private static void write(Contribution contribution, CompactOutput out) {
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
            writeHashes(values.hashes, out);
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
    }

    /** When an event happened, was appended to its topic, and when a group was told of it. */
    private record Times(long timeMillis, long appendedMillis, long arrivedMillis) {}

    private static Contribution read(Group group, Times times, boolean toldHistoric, CompactInput in) {
        String operator = in.text();
        String account = in.text();
        long eventHash = in.hash();
        List<Long> signals = Arrays.stream(in.hashes()).boxed().toList();
        String exposure = in.optional();
        List<FacetValues> values = new ArrayList<>();
        for (int left = in.count(1); left > 0; left--) {
            Facet facet = new Facet(Field.valueOf(in.text()), in.text());
            values.add(new FacetValues(facet, in.number(), readHashes(in)));
        }
        List<String> fieldsRead = in.texts();
        String eventId = in.once();
        Action action = Action.valueOf(in.text());
        Outcome outcome = Outcome.valueOf(in.text());
        String resource = in.optional();
        String sourceIp = in.optional();
        int subjects = in.integer();
        long timeMillis = times.timeMillis();
        return new Contribution(
                group,
                timeMillis,
                operator,
                account,
                eventHash,
                signals,
                exposure == null ? null : Exposure.valueOf(exposure),
                values,
                resource,
                sourceIp,
                fieldsRead,
                new Evidence(eventId, timeMillis, action, outcome, resource, sourceIp, List.of(), subjects),
                new Origin(
                        in.text(), in.integer(), in.number(), toldHistoric && in.number() == 1, times.appendedMillis()),
                times.arrivedMillis());
    }

    /** Of what is told of many subjects most is the same for all: a series, an attribute that none has. */
    private static void writeHashes(long[] values, CompactOutput out) {
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

    private static long[] readHashes(CompactInput in) {
        if (!in.isNext(SAME)) {
            return in.hashes();
        }
        int count = in.integer();
        if (count < 0 || count > SAME_MAX) {
            throw new IllegalArgumentException(count + " values");
        }
        long[] values = new long[count];
        Arrays.fill(values, in.hash());
        return values;
    }
}
