package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.wire.RegistryException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final int ROUNDS = 2_000;
    private static final int CURRENT_ID = 7;
    private static final int OLDER_ID = 3;
    private static final int NEWER_ID = 300;

    private final FakeRegistry registry = new FakeRegistry();
    private final EventDecoder decoder = new EventDecoder(registry, List.of());
    private final EventEncoder singleObject = new EventEncoder(Framing.singleObject());
    private final EventEncoder confluent = new EventEncoder(Framing.confluent(CURRENT_ID));

    EventCodecTest() {
        registry.put(CURRENT_ID, Schemas.accessEvent());
        registry.put(OLDER_ID, AvroEvents.older().toString());
        registry.put(NEWER_ID, AvroEvents.newer().toString());
    }

    @Test
    void decode_encodedEvents_givesThemBackInBothFramings() throws Exception {
        for (long seed = 0; seed < ROUNDS; seed++) {
            AccessEvent event = new RandomEvents(seed).next();
            assertThat(decoder.decode(singleObject.encode(event)))
                    .as("seed " + seed)
                    .isEqualTo(event);
            assertThat(decoder.decode(confluent.encode(event)))
                    .as("seed " + seed)
                    .isEqualTo(event);
        }
    }

    @Test
    void encode_randomEvents_writesWhatAvroWrites() throws Exception {
        for (long seed = 0; seed < ROUNDS; seed++) {
            AccessEvent event = new RandomEvents(seed).next();
            byte[] message = singleObject.encode(event);
            BinaryMessageEncoder<GenericRecord> avro =
                    new BinaryMessageEncoder<>(new GenericData(), Schemas.ACCESS_EVENT);
            assertThat(message)
                    .as("seed " + seed)
                    .isEqualTo(avro.encode(AvroEvents.record(Schemas.ACCESS_EVENT, event))
                            .array());

            byte[] body =
                    Arrays.copyOfRange(confluent.encode(event), Framing.CONFLUENT_HEADER_BYTES, message.length - 5);
            GenericRecord read = new GenericDatumReader<GenericRecord>(Schemas.ACCESS_EVENT)
                    .read(null, DecoderFactory.get().binaryDecoder(body, null));
            assertThat(EventRecords.toEvent(read)).as("seed " + seed).isEqualTo(event);
        }
    }

    @Test
    void idOf_encodedEvents_isTheirs() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            AccessEvent event = new RandomEvents(seed).next();
            assertThat(EventEncoder.idOf(singleObject.encode(event)))
                    .as("seed " + seed)
                    .isEqualTo(event.id());
        }
        for (int length : new int[] {1, 63, 64, 127, 128, AccessEvent.NAME_LENGTH_MAX}) {
            String id = "x".repeat(length);
            assertThat(EventEncoder.idOf(singleObject.encode(AvroEvents.event(id, "a"))))
                    .isEqualTo(id);
        }
    }

    @Test
    void encode_loneSurrogate_isReplaced() throws Exception {
        assertThat(decoder.decode(singleObject.encode(AvroEvents.event("a\uD800b")))
                        .account())
                .isEqualTo("a?b");
    }

    @Test
    void decode_sameValuesAgain_areTheSameStrings() throws Exception {
        AccessEvent first = decoder.decode(confluent.encode(AvroEvents.event("m.petit")));
        AccessEvent second = decoder.decode(confluent.encode(AvroEvents.event("m.petit")));
        assertThat(second.account()).isSameAs(first.account());
        assertThat(second.operator()).isSameAs(first.operator());
        assertThat(second.role()).isSameAs(first.role());
    }

    @Test
    void decode_blocksWithSizes_readsThem() throws Exception {
        AccessEvent event = new RandomEvents(1).next();
        for (int seed = 0; seed < 50; seed++) {
            event = new RandomEvents(seed).next();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Framing.singleObject().header(Schemas.ACCESS_EVENT));
            BinaryEncoder blocks = new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(Schemas.ACCESS_EVENT)
                    .write(AvroEvents.record(Schemas.ACCESS_EVENT, event), blocks);
            blocks.flush();
            assertThat(decoder.decode(out.toByteArray())).as("seed " + seed).isEqualTo(event);
        }
    }

    @Test
    void decode_olderSchema_fillsInTheDefaults() throws Exception {
        AccessEvent event = AvroEvents.event("m.petit");
        AccessEvent read = decoder.decode(AvroEvents.confluentMessage(OLDER_ID, AvroEvents.older(), event));
        assertThat(read.account()).isEqualTo("m.petit");
        assertThat(read.role()).isNull();
        assertThat(read.subjects()).isEqualTo(event.subjects());
        assertThat(read.sequence()).isEqualTo(AccessEvent.UNKNOWN);
    }

    @Test
    void decode_newerSchema_dropsWhatIsUnknown() throws Exception {
        AccessEvent event = AvroEvents.event("m.petit");
        assertThat(decoder.decode(AvroEvents.confluentMessage(NEWER_ID, AvroEvents.newer(), event)))
                .isEqualTo(event);
    }

    @Test
    void decode_earlierSchemaWithoutRegistry_isFoundByFingerprint() throws Exception {
        EventDecoder offline = new EventDecoder(
                SchemaRegistry.none(), List.of(AvroEvents.older().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Framing.singleObject().header(AvroEvents.older()));
        AvroEvents.write(AvroEvents.older(), AvroEvents.event("m.petit"), out);
        assertThat(offline.decode(out.toByteArray()).account()).isEqualTo("m.petit");
        assertRejected(
                out.toByteArray(),
                "unknown schema fingerprint "
                        + Long.toHexString(SchemaNormalization.parsingFingerprint64(AvroEvents.older())));
    }

    @Test
    void decode_newSymbol_becomesTheDefault() throws Exception {
        List<Schema.Field> fields = SchemaTest.copies(Schemas.ACCESS_EVENT);
        Schema action = Schema.createEnum("Action", "", "dev.vigie", List.of("READ", "TELEPORT"), "READ");
        fields.replaceAll(f -> f.name().equals("action") ? new Schema.Field("action", action, "", "READ") : f);
        Schema writer = SchemaTest.withFields(Schemas.ACCESS_EVENT, fields);
        registry.put(8, writer.toString());
        GenericRecord record = AvroEvents.record(Schemas.ACCESS_EVENT, AvroEvents.event("m.petit"));
        GenericRecord renamed = new GenericData.Record(writer);
        writer.getFields().forEach(f -> renamed.put(f.pos(), record.get(f.pos())));
        renamed.put("action", new GenericData.EnumSymbol(action, "TELEPORT"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Framing.confluent(8).header(writer));
        AvroEvents.write(renamed, out);
        assertThat(decoder.decode(out.toByteArray()).action()).isEqualTo(Action.OTHER);
    }

    @Test
    void decode_unknownIdOrFraming_isTheMessagesFault() {
        assertRejected(new byte[] {0, 0, 0, 0, 99, 1}, "unknown schema id 99");
        assertRejected(new byte[] {0, -1, -1, -1, -1, 1}, "unknown schema id -1");
        assertRejected(new byte[] {0, 0, 0}, "ends in the middle");
        assertRejected(new byte[] {}, "ends in the middle");
        assertRejected("{\"id\":1}".getBytes(StandardCharsets.UTF_8), "neither Confluent's");
        assertRejected(new byte[] {(byte) 0xC3, 1, 0, 0, 0, 0, 0, 0, 0, 1}, "unknown schema fingerprint");
    }

    @Test
    void decode_registryGone_isNotTheMessagesFault() {
        registry.failure = new RegistryException(Kind.UNREACHABLE, "gone");
        assertThatThrownBy(() ->
                        decoder.decode(new EventEncoder(Framing.confluent(5)).encode(AvroEvents.event("m.petit"))))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void decode_everyPrefixAndOneByteMore_isRejected() {
        byte[] message = confluent.encode(AvroEvents.event("m.petit"));
        for (int length = 0; length < message.length; length++) {
            assertRejected(Arrays.copyOf(message, length), "");
        }
        assertRejected(Arrays.copyOf(message, message.length + 1), "1 bytes follow the end");
    }

    private void assertRejected(byte[] message, String reason) {
        assertThatThrownBy(() -> decoder.decode(message))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(reason);
    }
}
