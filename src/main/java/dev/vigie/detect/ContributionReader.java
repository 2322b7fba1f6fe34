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

/**
 * Reads what a {@link ContributionWriter} made, of this release or an earlier one. What contributions have alike is
 * made once for the message.
 */
public final class ContributionReader {

    private final CompactInput in;
    private final long arrivedMillis;
    private final List<Group> groups = new ArrayList<>();
    private final List<List<Long>> signals = new ArrayList<>();
    private final List<Facet> facets = new ArrayList<>();
    private final List<List<String>> fieldsRead = new ArrayList<>();
    private long version;

    private ContributionReader(byte[] bytes, int from, long arrivedMillis) {
        this.in = new CompactInput(bytes, from);
        this.arrivedMillis = arrivedMillis;
    }

    /**
     * The contributions of a message that has not been sent.
     *
     * @throws IllegalArgumentException if it is corrupt or of a version that this release no longer knows
     * @throws NewerFormatException if a later release has written it
     */
    public static List<Contribution> read(byte[] message) {
        return read(message, 0, AccessEvent.UNKNOWN);
    }

    /**
     * The contributions of a message.
     *
     * @param from where it begins in {@code bytes}; it goes on to their end
     * @param arrivedMillis when the broker appended the message
     * @throws IllegalArgumentException if it is corrupt or of a version that this release no longer knows
     * @throws NewerFormatException if a later release has written it
     */
    public static List<Contribution> read(byte[] bytes, int from, long arrivedMillis) {
        try {
            return new ContributionReader(bytes, from, arrivedMillis).all();
        } catch (NewerFormatException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("contributions are cut short or corrupt", e);
        }
    }

    private List<Contribution> all() {
        version = in.number();
        if (version > ContributionWriter.VERSION) {
            throw new NewerFormatException(version, ContributionWriter.VERSION);
        }
        if (version < ContributionWriter.VERSION_PRESENT) {
            throw new IllegalArgumentException("version " + version);
        }
        Group only = isOfOneGroup() ? group() : null;
        boolean timed = version > ContributionWriter.VERSION_UNTIMED;
        int count = in.count(1);
        List<Contribution> contributions = new ArrayList<>(count);
        long timeMillis = 0;
        long appendedMillis = timed ? 0 : AccessEvent.UNKNOWN;
        for (int i = 0; i < count; i++) {
            Group group = only == null ? in.thing(groups, this::group) : only;
            timeMillis += in.number();
            appendedMillis += timed ? in.number() : 0;
            contributions.add(one(group, timeMillis, appendedMillis));
        }
        if (in.remaining() > 0) {
            throw new IllegalArgumentException(in.remaining() + " bytes follow the last contribution");
        }
        return contributions;
    }

    private boolean isOfOneGroup() {
        return version <= ContributionWriter.VERSION_ONE_GROUP;
    }

    private Group group() {
        return new Group(in.texts(), in.texts());
    }

    private Contribution one(Group group, long timeMillis, long appendedMillis) {
        String operator = in.text();
        String account = in.text();
        long eventHash = in.hash();
        List<Long> raised = isOfOneGroup() ? signals() : in.thing(signals, this::signals);
        String exposure = in.optional();
        List<FacetValues> values = values();
        List<String> fields = isOfOneGroup() ? in.texts() : in.thing(fieldsRead, in::texts);
        String eventId = in.once();
        Action action = Action.valueOf(in.text());
        Outcome outcome = Outcome.valueOf(in.text());
        String resource = in.optional();
        String sourceIp = in.optional();
        int subjects = in.integer();
        return new Contribution(
                group,
                timeMillis,
                operator,
                account,
                eventHash,
                raised,
                exposure == null ? null : Exposure.valueOf(exposure),
                values,
                resource,
                sourceIp,
                fields,
                new Evidence(eventId, timeMillis, action, outcome, resource, sourceIp, List.of(), subjects),
                new Origin(in.text(), in.integer(), in.number(), isHistoric(), appendedMillis),
                arrivedMillis);
    }

    private boolean isHistoric() {
        return version > ContributionWriter.VERSION_PRESENT && in.number() == 1;
    }

    private List<Long> signals() {
        return List.copyOf(Arrays.stream(in.hashes()).boxed().toList());
    }

    private List<FacetValues> values() {
        FacetValues[] values = new FacetValues[in.count(1)];
        for (int i = 0; i < values.length; i++) {
            Facet facet = isOfOneGroup() ? facet() : in.thing(facets, this::facet);
            values[i] = new FacetValues(facet, in.number(), in.hashesPerhapsAlike());
        }
        return List.of(values);
    }

    private Facet facet() {
        return new Facet(Field.valueOf(in.text()), in.text());
    }
}
