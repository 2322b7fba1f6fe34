package dev.vigie.bench.flink;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The distinct people that an account read within the last hour of its own time, in panes of a minute: the pane in
 * which each was last read, and how many were last read in each pane. The account comes out when it reaches the limit.
 *
 * <p>An event reads and writes one person's entry and the account's counts. Entries that have left the window are swept
 * out once an hour of the account's time, without timers.
 */
public final class SlidingPeople extends KeyedProcessFunction<String, Tuple3<String, Long, long[]>, String> {

    static final String END_NANOS = "end";

    private static final long PANE_MILLIS = 60_000;
    private static final int PANES = 60;
    // The counts' places: first those of the panes.
    private static final int NEWEST = PANES;
    private static final int SWEPT = PANES + 1;
    private static final int PEOPLE = PANES + 2;
    private static final int ABOVE = PANES + 3;

    private final int limit;
    private final LongMaximum endNanos = new LongMaximum();
    private transient MapState<Long, Integer> lastPanes;
    private transient ValueState<int[]> counts;

    /** @param limit the fewest people that are an alert */
    SlidingPeople(int limit) {
        this.limit = limit;
    }

    @Override
    public void open(OpenContext context) {
        lastPanes = getRuntimeContext().getMapState(new MapStateDescriptor<>("last-panes", Types.LONG, Types.INT));
        counts = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("counts", PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO));
        getRuntimeContext().addAccumulator(END_NANOS, endNanos);
    }

    @Override
    public void processElement(Tuple3<String, Long, long[]> read, Context context, Collector<String> out)
            throws Exception {
        int pane = (int) (read.f1 / PANE_MILLIS);
        int[] count = counts.value();
        if (count == null) {
            count = new int[PANES + 4];
            count[NEWEST] = pane;
            count[SWEPT] = pane;
        }
        advance(count, pane);
        if (pane > count[NEWEST] - PANES) {
            for (long person : read.f2) {
                see(count, person, pane);
            }
        }
        if (count[NEWEST] - count[SWEPT] >= PANES) {
            sweep(count[NEWEST] - PANES);
            count[SWEPT] = count[NEWEST];
        }
        boolean above = count[PEOPLE] >= limit;
        if (above && count[ABOVE] == 0) {
            out.collect(read.f0);
        }
        count[ABOVE] = above ? 1 : 0;
        counts.update(count);
        endNanos.add(System.nanoTime());
    }

    private static void advance(int[] count, int pane) {
        if (pane - count[NEWEST] >= PANES) {
            Arrays.fill(count, 0, PANES, 0);
            count[PEOPLE] = 0;
            count[NEWEST] = pane;
        }
        while (count[NEWEST] < pane) {
            int next = ++count[NEWEST] % PANES;
            count[PEOPLE] -= count[next];
            count[next] = 0;
        }
    }

    private void see(int[] count, long person, int pane) throws Exception {
        Integer last = lastPanes.get(person);
        if (last == null || last <= count[NEWEST] - PANES) {
            count[PEOPLE]++;
        } else if (last < pane) {
            count[last % PANES]--;
        } else {
            return;
        }
        count[pane % PANES]++;
        lastPanes.put(person, pane);
    }

    private void sweep(int lastGone) throws Exception {
        Iterator<Map.Entry<Long, Integer>> entries = lastPanes.iterator();
        while (entries.hasNext()) {
            if (entries.next().getValue() <= lastGone) {
                entries.remove();
            }
        }
    }
}
