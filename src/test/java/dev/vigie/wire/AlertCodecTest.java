package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.Alert;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.generic.GenericData;
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
