package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.ingest.Parsed;
import dev.vigie.ingest.Reason;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AvroEventsTest {

    private static final long TIME_MILLIS =
            Instant.parse("2026-01-05T10:00:00Z").toEpochMilli();
    private static final long ARRIVED_MILLIS = TIME_MILLIS + 500;
    private static final long SEED = 20_260_207;
    private static final int ROUNDS = 2_000;

    private final EventEncoder encoder = new EventEncoder(Framing.singleObject());

    private static AccessEvent event(String operator, long ingestedAtMillis, String userAgent) {
        return new AccessEvent(
                "e-1",
                TIME_MILLIS,
                ingestedAtMillis,
                operator,
                "ann",
                "agent",
                "s-1",
                "permits",
                Action.READ,
                Outcome.SUCCESS,
                List.of(new Subject("A-1", Map.of("nationality", "FR")), Subject.of("A-2")),
                AccessEvent.UNKNOWN,
                512,
                List.of("name", "birth"),
                "192.0.2.1",
                userAgent,
                "FR",
                "C-1",
                true,
                7,
                null);
    }

    private static List<Parsed> parsed(AvroEvents events, byte[] value) {
        List<Parsed> parsed = new ArrayList<>();
        events.parse(value, 0, value.length, "atlas", "t-0-7", ARRIVED_MILLIS, (each, member) -> {
            assertThat(member).isZero();
            parsed.add(each);
        });
        return parsed;
    }

    private static Parsed.Rejected rejected(byte[] value) {
        return (Parsed.Rejected)
                parsed(new AvroEvents(SchemaRegistry.none()), value).get(0);
    }

    private AccessEvent read(AccessEvent sent) {
        List<Parsed> parsed = parsed(new AvroEvents(SchemaRegistry.none()), encoder.encode(sent));
        assertThat(parsed).hasSize(1).allMatch(Parsed.Event.class::isInstance);
        return ((Parsed.Event) parsed.get(0)).event();
    }

    @Test
    void parse_event_hasEveryFieldAndItsArrival() {
        assertThat(read(event("atlas", AccessEvent.UNKNOWN, "cli"))).isEqualTo(event("atlas", ARRIVED_MILLIS, "cli"));
    }

    /** Nobody can frame another operator, nor backdate an arrival. */
    @Test
    void parse_eventOfAnotherOperatorAndTime_isTheTopicsAndSaysSo() {
        AccessEvent event = read(event("borealis", TIME_MILLIS - 1, "cli"));

        assertThat(event.operator()).isEqualTo("atlas");
        assertThat(event.claimedOperator()).isEqualTo("borealis");
        assertThat(event.ingestedAtMillis()).isEqualTo(ARRIVED_MILLIS);
    }

    @Test
    void parse_longText_isCutAsThatOfALogIs() {
        String userAgent = "x".repeat(AccessEvent.NAME_LENGTH_MAX + 1);

        assertThat(read(event("atlas", AccessEvent.UNKNOWN, userAgent)).userAgent())
                .hasSize(AccessEvent.NAME_LENGTH_MAX);
    }

    @Test
    void parse_notAvro_isRejectedWithItsBytes() {
        byte[] json = "{\"id\":\"e\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(rejected(json).reason()).isEqualTo(Reason.NOT_AN_EVENT);
        assertThat(rejected(json).raw()).isEqualTo(json);
        assertThat(rejected(new byte[0]).reason()).isEqualTo(Reason.NOT_AN_EVENT);
        assertThat(rejected(new byte[AvroEvents.LINE_BYTES_MAX + 1]).reason()).isEqualTo(Reason.LINE_TOO_LONG);
    }

    @Test
    void parse_cutAnywhereOrChanged_isReadOrRejected() {
        byte[] whole = encoder.encode(event("atlas", AccessEvent.UNKNOWN, "cli"));
        for (int length = 0; length < whole.length; length++) {
            assertThat(rejected(Arrays.copyOf(whole, length)).reason())
                    .as("cut at byte " + length)
                    .isEqualTo(Reason.NOT_AN_EVENT);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        AvroEvents events = new AvroEvents(SchemaRegistry.none());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            assertThat(parsed(events, changed))
                    .as("seed " + SEED + ", round " + round)
                    .hasSize(1);
        }
    }

    @Test
    void parse_schemaId_isReadByTheRegistrysSchemaAndRejectedWithoutOne() throws Exception {
        byte[] value = new EventEncoder(Framing.confluent(5)).encode(event("atlas", AccessEvent.UNKNOWN, "cli"));
        AvroEvents events = new AvroEvents(new OneSchema(5, Files.readString(Path.of("schemas/access-event.avsc"))));

        assertThat(parsed(events, value)).containsExactly(new Parsed.Event(event("atlas", ARRIVED_MILLIS, "cli")));
        assertThat(rejected(value).reason()).isEqualTo(Reason.NOT_AN_EVENT);
    }

    /** A registry that has one schema. */
    private record OneSchema(int id, String schema) implements SchemaRegistry {

        @Override
        public int register(String subject, String newSchema) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String schemaById(int wanted) {
            assertThat(wanted).isEqualTo(id);
            return schema;
        }

        @Override
        public List<String> incompatibilities(String subject, String newSchema) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setCompatibility(String subject, Compatibility compatibility) {
            throw new UnsupportedOperationException();
        }
    }
}
