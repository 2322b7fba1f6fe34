package dev.vigie.cli;

import dev.vigie.stream.AssignmentBook;
import dev.vigie.stream.AssignmentFigures;
import dev.vigie.stream.AssignmentTopic;
import dev.vigie.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the topic of assignments holds, read as ingestion would read it. */
final class AssignmentsTail {

    private final String topic;
    private final AssignmentBook book;
    private @Nullable String firstBad;

    AssignmentsTail(AssignmentTopic topic) {
        this.topic = topic.name();
        this.book = new AssignmentBook(topic.hash());
    }

    String topic() {
        return topic;
    }

    AssignmentFigures figures() {
        return book.figures();
    }

    void take(ConsumerRecord<byte[], byte[]> message) {
        try {
            book.take(message.key(), message.value());
        } catch (WireException e) {
            if (firstBad == null) {
                firstBad = "partition " + message.partition() + ", offset " + message.offset() + ": " + e.getMessage();
            }
        }
    }

    /**
     * What is to be said of it.
     *
     * @param operators whose logs come
     */
    List<SourceFinding> findings(Set<String> operators) {
        List<SourceFinding> findings = new ArrayList<>();
        AssignmentFigures figures = book.figures();
        if (figures.rejected() > 0) {
            findings.add(SourceFinding.fault(String.format(
                    Locale.ROOT,
                    "%,d of its records are no assignments, the first at %s",
                    figures.rejected(),
                    firstBad)));
        }
        if (figures.leftOut() > 0) {
            findings.add(SourceFinding.fault(String.format(
                    Locale.ROOT,
                    "there is room for %,d assignments: %,d are left out, and of whom is not found nobody knows"
                            + " whether they are assigned",
                    AssignmentBook.ENTRIES_MAX,
                    figures.leftOut())));
        }
        if (figures.entries() == 0) {
            findings.add(SourceFinding.fault("it holds no assignment: nobody is told assigned or not"));
        } else {
            findings.add(SourceFinding.note(String.format(
                    Locale.ROOT, "%,d assignments, operators with any: %,d", figures.entries(), figures.operators())));
            List<String> without = operators.stream()
                    .filter(operator -> !book.isKnown(operator))
                    .toList();
            if (!without.isEmpty()) {
                findings.add(SourceFinding.note("it has no assignment of " + String.join(", ", without)
                        + ": whom these read is told assigned or not by their logs alone"));
            }
        }
        return findings;
    }
}
