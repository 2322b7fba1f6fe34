package dev.vigie.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.util.Collector;

/**
 * A record's key and value to who read whom when: the account, event time in epoch milliseconds, hashes of the people.
 * What showed nobody goes no further.
 */
public final class Skim extends RichFlatMapFunction<Tuple2<byte[], byte[]>, Tuple3<String, Long, long[]>> {

    static final String EVENTS = "events";
    static final String BEGIN_NANOS = "begin";

    private final LongCounter events = new LongCounter();
    private final LongMinimum beginNanos = new LongMinimum();
    private transient EventSkimmer skimmer = new EventSkimmer();
    private transient Tuple3<String, Long, long[]> read = new Tuple3<>();
    private transient boolean begun;

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(EVENTS, events);
        getRuntimeContext().addAccumulator(BEGIN_NANOS, beginNanos);
        skimmer = new EventSkimmer();
        read = new Tuple3<>();
    }

    @Override
    public void flatMap(Tuple2<byte[], byte[]> message, Collector<Tuple3<String, Long, long[]>> out) {
        if (!begun) {
            begun = true;
            beginNanos.add(System.nanoTime());
        }
        events.add(1L);
        long[] people = skimmer.shown(message.f1);
        if (people.length > 0) {
            read.setFields(new String(message.f0, UTF_8), skimmer.timeMillis(), people);
            out.collect(read);
        }
    }
}
