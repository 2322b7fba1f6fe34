package dev.vigie.wire;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.Alert;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.Test;

class AlertCodecTest {

    private final FakeRegistry registry = new FakeRegistry();
    private final AlertCodec singleObject = new AlertCodec(Framing.singleObject(), registry, List.of());

    @Test
    void decode_encodedAlerts_givesThemBackInBothFramings() throws Exception {
        int id = registry.register("vigie.alerts-value", Schemas.alert());
        AlertCodec confluent = new AlertCodec(Framing.confluent(id), registry, List.of());
        for (Alert alert : List.of(Alerts.FULL, Alerts.SPARSE)) {
            assertThat(singleObject.decode(singleObject.encode(alert))).isEqualTo(alert);
            assertThat(singleObject.decode(confluent.encode(alert))).isEqualTo(alert);
            assertThat(confluent.decode(singleObject.encode(alert))).isEqualTo(alert);
        }
    }

    @Test
    void encode_singleObject_isReadByAvroItself() throws Exception {
        GenericData.Record read = new BinaryMessageDecoder<GenericData.Record>(new GenericData(), Schemas.ALERT)
                .decode(singleObject.encode(Alerts.FULL));
        assertThat(AlertRecords.toAlert(read)).isEqualTo(Alerts.FULL);
    }

    @Test
    void decode_alertOfANewerRelease_dropsWhatIsUnknown() throws Exception {
        registry.put(
                1,
                Schemas.alert()
                        .replace("\"symbols\": [\"INFORMATIONAL\"", "\"symbols\": [\"EXTREME\", \"INFORMATIONAL\""));
        byte[] message = singleObject.encode(Alerts.SPARSE);
        byte[] body = Arrays.copyOfRange(message, Framing.SINGLE_OBJECT_HEADER_BYTES, message.length);
        byte[] newer = new byte[Framing.CONFLUENT_HEADER_BYTES + body.length];
        newer[4] = 1;
        System.arraycopy(body, 0, newer, Framing.CONFLUENT_HEADER_BYTES, body.length);
        // INFORMATIONAL is symbol 0 here and was written as 0: in the newer schema that is EXTREME.
        assertThat(singleObject.decode(newer).level()).isEqualTo(dev.vigie.model.Level.HIGH);
    }

    @Test
    void decode_alertOfAnOlderRelease_hasNoSignsAndNoShares() throws Exception {
        Schema older = new Schema.Parser()
                .parse(Schemas.alert()
                        .lines()
                        .filter(line -> !isNew(line))
                        .collect(joining())
                        .replaceAll("\\},(\\s*)\\]", "}$1]"));
        registry.put(1, older.toString());
        byte[] message = singleObject.encode(Alerts.FULL);
        int header = Framing.SINGLE_OBJECT_HEADER_BYTES;
        GenericRecord written = new GenericDatumReader<GenericRecord>(Schemas.ALERT, older)
                .read(null, DecoderFactory.get().binaryDecoder(message, header, message.length - header, null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Framing.confluent(1).header(older));
        AvroEvents.write(written, out);

        Alert read = singleObject.decode(out.toByteArray());

        assertThat(read.speaksForTakeover()).isEmpty();
        assertThat(read.speaksForHolder()).isEmpty();
        assertThat(read.reasons().get(0).share()).isNull();
        assertThat(read.evidence()).isEqualTo(Alerts.FULL.evidence());
        assertThat(read.provenance()).isEqualTo(Alerts.FULL.provenance());
    }

    private static boolean isNew(String line) {
        return Stream.of("speaksForTakeover", "speaksForHolder", "share", "usualShare")
                .anyMatch(name -> line.contains("{\"name\": \"" + name + "\""));
    }

    @Test
    void decode_mutatedMessages_givesAnAlertOrAWireException() throws Exception {
        byte[] message = singleObject.encode(Alerts.FULL);
        for (int seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] mutated = message.clone();
            mutated[random.nextInt(10, mutated.length)] = (byte) random.nextInt(256);
            try {
                assertThat(singleObject.decode(mutated)).isNotNull();
            } catch (WireException e) {
                assertThat(e).as("seed " + seed).hasMessageNotContaining("null");
            }
        }
        assertThatThrownBy(() -> singleObject.decode(Arrays.copyOf(message, message.length - 1)))
                .isInstanceOf(WireException.class);
    }
}
