package dev.vigie.stream;

import dev.vigie.store.Ledger;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.NullUnmarked;

/** Enters what was rejected, by ingestion or by the detector, into the ledger. */
final class CountRejected implements Processor<byte[], byte[], byte[], byte[]> {

    private ProcessorContext<byte[], byte[]> context;
    private Ledger ledger;
    private String counter;

    @NullUnmarked // The context and the store come with init.
    CountRejected() {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        LiveStore<Ledger> store = context.getStateStore(DetectTopology.REJECTIONS);
        ledger = store.use();
        counter = "rejected-" + context.taskId().partition();
        context.schedule(DetectAccount.SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        ledger.reject(Rejected.operator(message.headers()), message.timestamp(), Rejected.reason(message.headers()));
    }

    private void publish(long nowMillis) {
        ledger.publish(row -> context.forward(LedgerRecord.of(row, counter, nowMillis)));
    }
}
