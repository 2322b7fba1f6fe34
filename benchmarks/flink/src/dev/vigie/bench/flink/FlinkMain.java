package dev.vigie.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Flink's process: one cluster for all runs, so that later ones meet a warm JVM. Each line of standard input,
 * {@code NAME BACKEND EVENTS-TOPIC ALERTS-TOPIC LIMIT}, is a run from the topic's beginning to its end, exactly once,
 * with Vigie's commit interval and as much memory for RocksDB; each is answered by a line of JSON. Ends with its
 * standard input.
 */
final class FlinkMain {

    private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
    private static final Duration TRANSACTION_MAX = Duration.ofMinutes(10);
    private static final MemorySize ROCKS_BYTES = MemorySize.ofMebiBytes(256);

    private final String bootstrap;
    private final String checkpoints;

    private FlinkMain(String bootstrap, String checkpoints) {
        this.bootstrap = bootstrap;
        this.checkpoints = checkpoints;
    }

    /** @param arguments the brokers, and an address for checkpoints */
    public static void main(String[] arguments) throws Exception {
        FlinkMain flink = new FlinkMain(arguments[0], arguments[1]);
        Configuration memory = new Configuration();
        memory.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, ROCKS_BYTES);
        MiniClusterConfiguration settings = new MiniClusterConfiguration.Builder()
                .setConfiguration(memory)
                .withRandomPorts()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build();
        MiniCluster cluster = new MiniCluster(settings);
        cluster.start();
        BufferedReader wishes = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String wish = wishes.readLine(); wish != null; wish = wishes.readLine()) {
            System.out.println(flink.run(cluster, wish.split(" ")));
            System.out.flush();
        }
        cluster.close();
        System.exit(0);
    }

    private String run(MiniCluster cluster, String[] wish) throws Exception {
        System.gc();
        Usage before = Usage.now();
        StreamExecutionEnvironment job = environment(wish[1]);
        build(job, wish[0], wish[2], wish[3], Integer.parseInt(wish[4]));
        JobExecutionResult result =
                cluster.executeJobBlocking(job.getStreamGraph().getJobGraph());
        Usage after = Usage.now();
        long events = result.getAccumulatorResult(Skim.EVENTS);
        long beginNanos = result.getAccumulatorResult(Skim.BEGIN_NANOS);
        long endNanos = result.getAccumulatorResult(SlidingPeople.END_NANOS);
        return String.format(
                Locale.ROOT,
                "{\"events\":%d,\"nanos\":%d,\"cpuNanos\":%d,\"compilingMillis\":%d}",
                events,
                endNanos - beginNanos,
                after.cpuNanos() - before.cpuNanos(),
                after.compilingMillis() - before.compilingMillis());
    }

    private StreamExecutionEnvironment environment(String backend) {
        Configuration settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, backend);
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        job.setParallelism(1);
        job.enableCheckpointing(CHECKPOINTS.toMillis());
        return job;
    }

    private void build(StreamExecutionEnvironment job, String name, String events, String alerts, int limit) {
        KafkaSource<Tuple2<byte[], byte[]>> source = KafkaSource.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(bootstrap)
                .setGroupId(name)
                .setTopics(events)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new KeyAndValue())
                .build();
        KafkaSink<String> sink = KafkaSink.<String>builder()
                .setBootstrapServers(bootstrap)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(name)
                .setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_MAX.toMillis()))
                .setRecordSerializer(KafkaRecordSerializationSchema.<String>builder()
                        .setTopic(alerts)
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .build();
        job.fromSource(source, WatermarkStrategy.noWatermarks(), "events")
                .flatMap(new Skim())
                .returns(Types.TUPLE(Types.STRING, Types.LONG, Types.PRIMITIVE_ARRAY(Types.LONG)))
                .keyBy(read -> read.f0, Types.STRING)
                .process(new SlidingPeople(limit))
                .sinkTo(sink);
    }
}
