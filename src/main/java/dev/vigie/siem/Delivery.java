package dev.vigie.siem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Delivery of a log's messages to one receiver, at least once each, an alert's messages in their order.
 *
 * <pre>
 *   log --poll--> buffer --batch--> receiver --delivered--> done, commit
 *                   ^                  |------refused-----> kept aside, done, commit
 *                   `----- later ------'
 * </pre>
 *
 * <p>An entry is done only after the receiver has taken it or it has been kept aside, and only what is done is
 * committed: whoever starts after a crash begins at the first entry that is not, and may deliver again what was
 * delivered and not yet committed. Messages that must wait stay at the buffer's head in their order; while one waits
 * the log is not read on, but still polled, so that its reader is not taken for dead. Memory is bounded by the buffer
 * and one poll, however long the receiver is away. Used by one thread.
 *
 * @param <E> the log's entries
 */
public final class Delivery<E extends AlertLog.Entry> {

    private static final long POLL_MILLIS = 500;

    private final AlertLog<E> log;
    private final AlertWriter writer;
    private final Receiver receiver;
    private final DeliverySettings settings;
    private final Backoff backoff;
    private final LongSupplier clock;
    private final DeliveryWatch watch;

    private final Deque<Waiting<E>> buffer = new ArrayDeque<>();
    private long bufferLength;
    private int failuresInARow;
    private long attemptAtMillis;

    private long received;
    private long delivered;
    private long refused;
    private long dropped;
    private long failures;

    /** An entry with what is to be sent. */
    private record Waiting<E>(E entry, Message message) {
        int length() {
            return message.text().length();
        }
    }

    /**
     * A delivery that has not begun.
     *
     * @param log stays the caller's to close, as does {@code receiver}
     * @param clock milliseconds, of any origin
     */
    public Delivery(
            AlertLog<E> log,
            AlertWriter writer,
            Receiver receiver,
            DeliverySettings settings,
            LongSupplier clock,
            RandomGenerator random,
            DeliveryWatch watch) {
        this.log = log;
        this.writer = writer;
        this.receiver = receiver;
        this.settings = settings;
        this.backoff = new Backoff(settings.backoffFirstMillis(), settings.backoffMillisMax(), random);
        this.clock = clock;
        this.watch = watch;
    }

    /** One round: reads what there is room for, waiting a moment, and attempts a batch if it is time for one. */
    public void step() throws InterruptedException {
        take();
        if (!buffer.isEmpty() && clock.getAsLong() >= attemptAtMillis) {
            attempt();
        }
    }

    public DeliveryCounts counts() {
        return new DeliveryCounts(received, delivered, refused, dropped, buffer.size(), failures);
    }

    /** When the message that has waited longest was detected, epoch milliseconds; 0 if none waits. */
    public long waitingSinceMillis() {
        Waiting<E> first = buffer.peekFirst();
        return first == null ? 0 : first.entry().alert().provenance().detectedAtMillis();
    }

    private void take() {
        long waitMillis = POLL_MILLIS;
        if (!buffer.isEmpty()) {
            waitMillis = Math.max(0, Math.min(POLL_MILLIS, attemptAtMillis - clock.getAsLong()));
        }
        boolean room = buffer.size() < settings.bufferMessagesMax() && bufferLength < settings.bufferLengthMax();
        for (E entry : log.poll(waitMillis, room && failuresInARow == 0)) {
            received++;
            keep(new Waiting<>(entry, new Message(entry.alert(), writer.write(entry.alert()))));
        }
        for (Iterator<Waiting<E>> each = buffer.iterator(); each.hasNext(); ) {
            Waiting<E> waiting = each.next();
            if (!log.holds(waiting.entry())) {
                each.remove();
                bufferLength -= waiting.length();
                dropped++;
            }
        }
    }

    private void keep(Waiting<E> waiting) {
        buffer.addLast(waiting);
        bufferLength += waiting.length();
    }

    private void attempt() throws InterruptedException {
        List<Waiting<E>> batch = batch();
        List<Answer> answers =
                receiver.deliver(batch.stream().map(Waiting::message).toList());
        if (answers.size() != batch.size()) {
            throw new IllegalStateException("a receiver answers every message once");
        }
        List<Waiting<E>> later = new ArrayList<>();
        Answer wait = null;
        for (int i = 0; i < batch.size(); i++) {
            Answer answer = answers.get(i);
            if (answer.kind() == Answer.Kind.LATER) {
                later.add(batch.get(i));
                wait = wait == null || answer.waitMillis() > wait.waitMillis() ? answer : wait;
            } else {
                settle(batch.get(i).entry(), answer);
            }
        }
        for (int i = later.size() - 1; i >= 0; i--) {
            buffer.addFirst(later.get(i));
            bufferLength += later.get(i).length();
        }
        log.commit();
        if (wait == null) {
            succeeded();
        } else {
            failed(wait, later.size() < batch.size());
        }
    }

    /** Takes the next batch out of the buffer. */
    private List<Waiting<E>> batch() {
        List<Waiting<E>> batch = new ArrayList<>();
        int messagesMax = Math.min(settings.batchMessagesMax(), receiver.messagesMax());
        long length = 0;
        while (!buffer.isEmpty() && batch.size() < messagesMax) {
            Waiting<E> next = buffer.peekFirst();
            length += next.length();
            if (!batch.isEmpty() && length > settings.batchLengthMax()) {
                break;
            }
            batch.add(buffer.removeFirst());
            bufferLength -= next.length();
        }
        return batch;
    }

    private void settle(E entry, Answer answer) {
        if (answer.kind() == Answer.Kind.REFUSED) {
            log.refuse(entry, answer);
            refused++;
            watch.refused(answer.reason());
        } else {
            delivered++;
        }
        log.done(entry);
    }

    private void succeeded() {
        if (failuresInARow > 0) {
            failuresInARow = 0;
            watch.up();
        }
    }

    /** @param progress whether a part of the batch was settled: then the waits need not grow */
    private void failed(Answer answer, boolean progress) {
        failures++;
        if (failuresInARow == 0) {
            watch.down(answer.reason());
        }
        failuresInARow = progress ? 1 : failuresInARow + 1;
        long askedMillis = Math.min(answer.waitMillis(), settings.askedMillisMax());
        attemptAtMillis = clock.getAsLong() + askedMillis + backoff.waitMillis(failuresInARow);
    }
}
