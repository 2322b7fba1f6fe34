package dev.vigie.wire;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Events as Avro's own library writes them, under the current schema and under others. */
final class AvroEvents {

    private AvroEvents() {}

    /** As a release before this one might have had it. */
    static Schema older() {
        Schema without = Schemas.ACCESS_EVENT;
        for (String field : Set.of("role", "sequence", "claimedOperator", "assigned", "country", "historic")) {
            without = SchemaTest.without(without, field);
        }
        return without;
    }

    /** As a release after this one might have it: another field at the front, of a type that nests. */
    static Schema newer() {
        List<Schema.Field> fields = new ArrayList<>();
        Schema nested = Schema.createArray(Schema.createMap(Schema.createArray(Schema.create(Schema.Type.STRING))));
        fields.add(new Schema.Field("comesLater", nested, "Later.", List.of()));
        fields.addAll(SchemaTest.copies(Schemas.ACCESS_EVENT));
        return SchemaTest.withFields(Schemas.ACCESS_EVENT, fields);
    }

    static byte[] confluentMessage(int id, Schema writer, AccessEvent event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Framing.confluent(id).header(writer));
        write(writer, event, out);
        return out.toByteArray();
    }

    static void write(Schema writer, AccessEvent event, ByteArrayOutputStream out) throws IOException {
        GenericRecord record = record(writer, event);
        if (writer.getField("comesLater") != null) {
            record.put("comesLater", List.of(Map.of("a", List.of("x", "y"), "b", List.of())));
        }
        write(record, out);
    }

    static void write(GenericRecord record, ByteArrayOutputStream out) throws IOException {
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
    }

    static AccessEvent event(String account) {
        return event("e-1", account);
    }

    static AccessEvent event(String id, String account) {
        return new AccessEvent(
                id,
                1_765_789_953_120L,
                AccessEvent.UNKNOWN,
                "atlas",
                account,
                "clerk",
                null,
                "residence",
                Action.READ,
                Outcome.SUCCESS,
                List.of(new Subject("A-1", Map.of("nationality", "t7", "office", "p")), Subject.of("A-2")),
                AccessEvent.UNKNOWN,
                2_048,
                List.of("email", "phone"),
                "192.0.2.7",
                null,
                "FR",
                null,
                true,
                AccessEvent.UNKNOWN,
                null);
    }

    static GenericRecord record(Schema schema, AccessEvent event) {
        GenericRecord to = new GenericData.Record(schema);
        Map<String, Object> values = new TreeMap<>();
        values.put("id", event.id());
        values.put("time", event.timeMillis());
        values.put("ingestedAt", optional(event.ingestedAtMillis()));
        values.put("operator", event.operator());
        values.put("account", event.account());
        values.put("role", event.role());
        values.put("session", event.session());
        values.put("resource", event.resource());
        values.put(
                "action", new GenericData.EnumSymbol(schema.getField("action").schema(), event.action()));
        values.put(
                "outcome", new GenericData.EnumSymbol(schema.getField("outcome").schema(), event.outcome()));
        Schema subject = schema.getField("subjects").schema().getElementType();
        List<GenericRecord> subjects = new ArrayList<>();
        for (Subject s : event.subjects()) {
            GenericRecord one = new GenericData.Record(subject);
            one.put("id", s.id());
            one.put("attributes", new TreeMap<>(s.attributes()));
            subjects.add(one);
        }
        values.put("subjects", subjects);
        values.put("recordCount", optional(event.recordCount()));
        values.put("bytes", optional(event.bytes()));
        values.put("fields", event.fields());
        values.put("sourceIp", event.sourceIp());
        values.put("userAgent", event.userAgent());
        values.put("country", event.country());
        values.put("purpose", event.purpose());
        values.put("assigned", event.assigned());
        values.put("sequence", optional(event.sequence()));
        values.put("claimedOperator", event.claimedOperator());
        values.put("historic", event.historic());
        values.forEach((name, value) -> {
            if (schema.getField(name) != null) {
                to.put(name, value);
            }
        });
        return to;
    }

    private static @Nullable Object optional(long count) {
        return count == AccessEvent.UNKNOWN ? null : count;
    }
}
