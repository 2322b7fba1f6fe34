package dev.vigie.bench.micro;

import dev.vigie.bench.Traffic;
import dev.vigie.model.AccessEvent;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.WireException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Bytes to one event, of {@value #MESSAGES} different ones in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {

    private static final int MESSAGES = 4_096;

    private final byte[][] messages = new byte[MESSAGES][];
    private final EventDecoder decoder = new EventDecoder(SchemaRegistry.none(), List.of());
    private int index;

    /** Encodes the messages, and sees that they decode to what they were. */
    @Setup
    public void encode() throws WireException, RegistryException {
        Traffic traffic = new Traffic(Traffic.EVENTS_MIN, MicroBench.SEED);
        EventEncoder encoder = new EventEncoder(Framing.singleObject());
        for (int i = 0; i < MESSAGES; i++) {
            AccessEvent event = traffic.next();
            messages[i] = encoder.encode(event);
            MicroBench.require(decoder.decode(messages[i]).equals(event), "a decoded event is another one");
        }
    }

    @Benchmark
    public AccessEvent decode() throws WireException, RegistryException {
        index = (index + 1) % MESSAGES;
        return decoder.decode(messages[index]);
    }
}
