package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigie.ingest.Format;
import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.Parsed;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private final JsonMapper json = new JsonMapper();

    @Test
    void line_event_hasTheNamesOfRules() {
        assertThat(new String(EventJson.line(AvroEvents.event("m.petit")), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"e-1\",\"time\":\"2025-12-15T09:12:33.120Z\",\"operator\":\"atlas\","
                        + "\"account\":\"m.petit\",\"role\":\"clerk\",\"resource\":\"residence\",\"action\":\"READ\","
                        + "\"outcome\":\"SUCCESS\",\"subject\":[{\"id\":\"A-1\",\"attributes\":{\"nationality\":\"t7\","
                        + "\"office\":\"p\"}},\"A-2\"],\"bytes\":2048,\"field\":[\"email\",\"phone\"],"
                        + "\"src_ip\":\"192.0.2.7\",\"country\":\"FR\",\"assigned\":true}\n");
    }

    @Test
    void line_eventWithNothingButTheRequired_hasNothingElse() {
        AccessEvent sparse = new AccessEvent(
                "e",
                AccessEvent.TIME_MILLIS_MIN,
                5,
                "o",
                "a",
                null,
                null,
                null,
                Action.OTHER,
                Outcome.ERROR,
                List.of(),
                -1,
                -1,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                -1,
                "claimed");
        assertThat(new String(EventJson.line(sparse), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"e\",\"time\":\"1990-01-01T00:00:00.000Z\",\"operator\":\"o\",\"account\":\"a\","
                        + "\"action\":\"OTHER\",\"outcome\":\"ERROR\"}\n");
    }

    @Test
    void line_readAsALogAndSentOn_keepsCountryAndAttributes() throws Exception {
        AccessEvent event = AvroEvents.event("m.petit");
        assertThat(sentOn(LineParser.of(Format.JSON, Mapping.NONE), EventJson.line(event)))
                .isEqualTo(event);

        LineParser csv = LineParser.csv(
                "id,time,operator,account,role,resource,action,outcome,subject,subject.nationality,subject.office,"
                        + "bytes,field,src_ip,country,assigned");
        String row = "e-1,2025-12-15T09:12:33.120Z,atlas,m.petit,clerk,residence,read,success,A-1;A-2,t7;,p;,"
                + "2048,email;phone,192.0.2.7,fr,true";
        assertThat(sentOn(csv, row.getBytes(StandardCharsets.UTF_8))).isEqualTo(event);
    }

    private static AccessEvent sentOn(LineParser parser, byte[] line) throws Exception {
        List<Parsed> parsed = new ArrayList<>();
        parser.parse(line, 0, line.length, null, "t-0-1", AccessEvent.UNKNOWN, (one, member) -> parsed.add(one));
        assertThat(parsed).hasSize(1).first().isInstanceOf(Parsed.Event.class);
        byte[] message = new EventEncoder(Framing.singleObject()).encode(((Parsed.Event) parsed.get(0)).event());
        return new EventDecoder(new FakeRegistry(), List.of()).decode(message);
    }

    @Test
    void write_randomEvents_isOneJsonObjectALineWithKnownNames() throws Exception {
        for (long seed = 0; seed < 500; seed++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            AccessEvent event = new RandomEvents(seed).next();
            EventJson.write(event, out);
            String line = out.toString(StandardCharsets.UTF_8);
            assertThat(line.indexOf('\n')).as("seed " + seed).isEqualTo(line.length() - 1);
            json.readTree(line)
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(Field.named(name)).isNotNull());
            assertThat(json.readTree(line).get("account").textValue())
                    .as("seed " + seed)
                    .isEqualTo(event.account());
        }
    }
}
