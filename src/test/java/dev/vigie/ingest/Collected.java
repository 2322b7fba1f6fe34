package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a small log contains, and where. */
final class Collected {

    static final String OPERATOR = "fallback";

    final List<Parsed> candidates = new ArrayList<>();
    final List<Long> numbers = new ArrayList<>();

    void add(Parsed parsed, long number) {
        assertNoFault(parsed);
        candidates.add(parsed);
        numbers.add(number);
    }

    static void assertNoFault(Parsed parsed) {
        if (parsed instanceof Parsed.Rejected rejected) {
            assertThat(rejected.reason()).as(rejected.detail()).isNotEqualTo(Reason.PARSER_FAULT);
        }
    }

    List<AccessEvent> events() {
        return candidates.stream()
                .filter(Parsed.Event.class::isInstance)
                .map(parsed -> ((Parsed.Event) parsed).event())
                .toList();
    }

    List<Parsed.Rejected> rejected() {
        return candidates.stream()
                .filter(Parsed.Rejected.class::isInstance)
                .map(Parsed.Rejected.class::cast)
                .toList();
    }

    List<Reason> reasons() {
        return rejected().stream().map(Parsed.Rejected::reason).toList();
    }

    AccessEvent onlyEvent() {
        assertThat(rejected()).isEmpty();
        assertThat(events()).hasSize(1);
        return events().get(0);
    }

    Parsed.Rejected onlyRejected() {
        assertThat(candidates).hasSize(1);
        return (Parsed.Rejected) candidates.get(0);
    }

    /** What a file contains. */
    static Collected file(Path path, @Nullable Format format) throws IOException, UnreadableLogException {
        Collected collected = new Collected();
        try (LogFile log = LogFile.open(path, format == null ? null : Layout.of(format), Mapping.NONE, OPERATOR)) {
            log.read(collected::add);
        }
        return collected;
    }

    /** What a file of these bytes contains. */
    static Collected file(Path folder, String name, byte[] content) throws IOException, UnreadableLogException {
        return file(Files.write(folder.resolve(name), content), null);
    }

    /** What a value through Kafka contains, of which no topic says whose it is. */
    static Collected value(Format format, String value) {
        return value(format, value, null);
    }

    static Collected value(Format format, String value, @Nullable String topicOperator) {
        return value(LineParser.of(format, Mapping.NONE), value.getBytes(StandardCharsets.UTF_8), topicOperator);
    }

    static Collected value(LineParser parser, byte[] value, @Nullable String topicOperator) {
        Collected collected = new Collected();
        parser.parse(value, 0, value.length, topicOperator, "t-0-7", 1_700_000_000_000L, collected::add);
        return collected;
    }
}
