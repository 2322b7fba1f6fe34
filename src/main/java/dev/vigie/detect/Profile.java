package dev.vigie.detect;

import dev.vigie.measure.IdMemory;
import dev.vigie.measure.Sliding;
import dev.vigie.measure.SlidingDistinct;
import dev.vigie.model.Group;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one group: its clock, its measures, the event ids of late, its episode. Lives on the heap
 * while it is hot; a store writes it in parts, of which only the changed ones need writing. Used by one thread at a
 * time.
 */
public final class Profile {

    /**
     * Part ids: the head, the episode, the episode's people, then the id memory's segments; measures lie above (see
     * {@link MeasureSpec}).
     */
    private static final long HEAD = 0;

    private static final long EPISODE = 1;
    private static final long EPISODE_PEOPLE = 2;
    private static final long SEGMENT_MIN = 1L << 24;
    private static final long SEGMENT_MAX = 1L << 31;
    private static final int HEAD_BYTES = 8 + 8 + 4 + 8;
    private static final long HEAP_BYTES = 200;

    private final Group group;
    private final List<MeasureSpec> specs;
    private final HeldMeasures measures = new HeldMeasures();
    private final QuietCeilings quiet = new QuietCeilings();
    private IdMemory ids = new IdMemory();
    private long clockMillis = Long.MIN_VALUE;
    private long lastOpenedDay = Long.MIN_VALUE;
    private int openedThatDay;
    private long lastSuspectDay = Long.MIN_VALUE;
    private @Nullable Episode episode;
    private boolean headChanged;
    private boolean episodeChanged;
    private boolean episodePeopleChanged;
    private boolean enlisted;

    public Profile(Group group, Plan plan) {
        this.group = group;
        this.specs = plan.groupPlan(group.names()).measures();
    }

    /**
     * The profile that was written as {@code parts}, by id. Parts of measures that the plan no longer has are left
     * behind.
     *
     * @throws IllegalArgumentException if a part is corrupt
     */
    public static Profile restore(Group group, Plan plan, Map<Long, ByteBuffer> parts) {
        Profile profile = new Profile(group, plan);
        List<ByteBuffer> segments = new ArrayList<>();
        for (Map.Entry<Long, ByteBuffer> part : new TreeMap<>(parts).entrySet()) {
            long id = part.getKey();
            if (id == HEAD) {
                profile.readHead(part.getValue());
            } else if (id == EPISODE) {
                ByteBuffer people = parts.get(EPISODE_PEOPLE);
                if (people == null) {
                    throw new IllegalArgumentException("an episode lacks its people");
                }
                profile.episode = EpisodeFormat.read(part.getValue(), SlidingDistinct.readFrom(people));
            } else if (id >= SEGMENT_MIN && id < SEGMENT_MAX) {
                segments.add(part.getValue());
            }
        }
        if (!segments.isEmpty()) {
            profile.ids = IdMemory.restore(segments);
        }
        profile.readMeasures(plan.groupPlan(group.names()), parts);
        return profile;
    }

    private void readMeasures(GroupPlan plan, Map<Long, ByteBuffer> parts) {
        TreeMap<Integer, ByteBuffer> known = new TreeMap<>();
        parts.forEach((id, bytes) -> {
            Integer index = plan.measureByPart().get(id);
            if (index != null) {
                known.put(index, bytes);
            }
        });
        known.forEach((index, bytes) ->
                measures.insert(measures.count(), index, specs.get(index).read(bytes)));
    }

    private void readHead(ByteBuffer in) {
        if (in.remaining() < HEAD_BYTES) {
            throw new IllegalArgumentException("a profile's head is cut short");
        }
        clockMillis = in.getLong();
        lastOpenedDay = in.getLong();
        openedThatDay = in.getInt();
        lastSuspectDay = in.getLong();
    }

    /** Hands every part to {@code sink}. */
    public void writeTo(PartSink sink) {
        sink.part(HEAD, headChanged, false, () -> HEAD_BYTES, this::writeHead);
        writeIds(sink);
        for (int i = 0; i < measures.count(); i++) {
            Sliding measure = measures.at(i);
            if (!measure.isEmpty()) {
                long partId = specs.get(measures.indexAt(i)).partId();
                sink.part(partId, measures.isChanged(i), false, measure::serializedBytes, measure::writeTo);
            }
        }
        Episode open = episode;
        if (open != null) {
            byte[] bytes = EpisodeFormat.write(open);
            sink.part(EPISODE, episodeChanged, false, () -> bytes.length, out -> out.put(bytes));
            SlidingDistinct people = open.people();
            sink.part(EPISODE_PEOPLE, episodePeopleChanged, false, people::serializedBytes, people::writeTo);
        }
    }

    private void writeIds(PartSink sink) {
        int last = ids.lastSegment();
        for (int number = ids.firstSegment(); number <= last; number++) {
            int at = number;
            PartSink.PartWriter writer = out -> ids.writeSegment(at, out);
            sink.part(SEGMENT_MIN + at, ids.segmentChanged(at), at < last, () -> ids.segmentBytes(at), writer);
        }
    }

    private void writeHead(ByteBuffer out) {
        out.putLong(clockMillis).putLong(lastOpenedDay).putInt(openedThatDay).putLong(lastSuspectDay);
    }

    /** Says that all parts have been written. */
    public void markWritten() {
        headChanged = false;
        episodeChanged = false;
        episodePeopleChanged = false;
        enlisted = false;
        measures.markWritten();
        ids.markWritten();
    }

    /** True at the first call since the profile was last written: the caller then lists it among those to write. */
    public boolean enlist() {
        boolean first = !enlisted;
        enlisted = true;
        return first;
    }

    public Group group() {
        return group;
    }

    /** An estimate of what this holds on the heap. */
    public long heapBytes() {
        long bytes = HEAP_BYTES + ids.heapBytes() + quiet.heapBytes();
        for (int i = 0; i < measures.count(); i++) {
            bytes += measures.at(i).heapBytes();
        }
        Episode open = episode;
        return open == null ? bytes : bytes + open.heapBytes();
    }

    /** The highest event time of the group, epoch milliseconds; {@link Long#MIN_VALUE} before its first event. */
    public long clockMillis() {
        return clockMillis;
    }

    void advanceTo(long timeMillis) {
        if (timeMillis > clockMillis) {
            clockMillis = timeMillis;
            headChanged = true;
        }
    }

    QuietCeilings quiet() {
        return quiet;
    }

    IdMemory ids() {
        return ids;
    }

    /**
     * The measure at {@code index} of the plan, to be added to once it is at the group's clock.
     *
     * @param changes false if it is known that what will be added changes nothing
     */
    Sliding toGrow(int index, boolean changes) {
        int place = measures.place(index);
        if (place < 0) {
            place = -1 - place;
            measures.insert(place, index, specs.get(index).empty());
        }
        if (changes) {
            measures.markChanged(place);
        }
        return measures.at(place);
    }

    /** The measure at {@code index} of the plan, at the group's clock, or null where nothing was ever added. */
    @Nullable
    Sliding measure(int index) {
        int place = measures.place(index);
        if (place < 0) {
            return null;
        }
        Sliding measure = measures.at(place);
        measure.advance(clockMillis);
        return measure;
    }

    /** See {@link HeldMeasures#touch}. */
    long touch(int[] indexes, long hash) {
        return measures.touch(indexes, hash);
    }

    /** True if something was ever added to the measure at {@code index}. */
    boolean has(int index) {
        return measures.place(index) >= 0;
    }

    /** What past days say, at {@code index} of the plan, where there is something. */
    Sliding daily(int index) {
        return measures.at(measures.place(index));
    }

    void markChanged(int index) {
        measures.markChanged(measures.place(index));
    }

    /** Empties the measure at {@code index}. */
    void clear(int index) {
        int place = measures.place(index);
        if (place >= 0 && !measures.at(place).isEmpty()) {
            measures.replace(place, specs.get(index).empty());
        }
    }

    /** The ordinal, from 1, of an episode that opens on {@code day}, in days since 1970 UTC. */
    int nextOrdinal(long day) {
        openedThatDay = day == lastOpenedDay ? openedThatDay + 1 : 1;
        lastOpenedDay = day;
        headChanged = true;
        return openedThatDay;
    }

    @Nullable
    Episode episode() {
        return episode;
    }

    void episode(@Nullable Episode opened) {
        episode = opened;
        episodeChanged = true;
        episodePeopleChanged = true;
    }

    /**
     * Notes that the open episode has taken something in.
     *
     * @param people true if it may have been people, of whom there is a large table
     */
    void episodeChanged(boolean people) {
        episodeChanged = true;
        episodePeopleChanged |= people;
        long day = Days.dayOf(clockMillis);
        headChanged |= day != lastSuspectDay;
        lastSuspectDay = day;
    }

    /** True if an episode took something in on {@code day}, in days since 1970 UTC, the last one on which one did. */
    boolean wasSuspectOn(long day) {
        return day == lastSuspectDay;
    }

    /** True if an episode opened on {@code day}, the last one on which one did. */
    boolean hasOpenedOn(long day) {
        return day == lastOpenedDay;
    }
}
