package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    static Stream<Schema> records() {
        List<Schema> records = new ArrayList<>();
        collect(Schemas.ACCESS_EVENT, records);
        collect(Schemas.ALERT, records);
        return records.stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_everyField_isDocumented(Schema record) {
        assertThat(record.getDoc()).as(record.getFullName()).isNotBlank();
        assertThat(record.getFields()).allSatisfy(f -> assertThat(f.doc()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_withoutAnOptionalField_readsAndIsRead(Schema record) {
        for (Schema.Field field : record.getFields()) {
            if (field.hasDefaultValue()) {
                assertCompatibleBothWays(record, without(record, field.name()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_withAnotherOptionalField_readsAndIsRead(Schema record) {
        List<Schema.Field> fields = copies(record);
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field("comesLater", optional, "Later.", Schema.Field.NULL_DEFAULT_VALUE));
        assertCompatibleBothWays(record, withFields(record, fields));
    }

    @Test
    void everyEnum_hasADefaultForSymbolsToCome() {
        assertThat(records()
                        .flatMap(r -> r.getFields().stream())
                        .map(Schema.Field::schema)
                        .filter(s -> s.getType() == Schema.Type.ENUM))
                .isNotEmpty()
                .allSatisfy(s -> assertThat(s.getEnumDefault()).isNotNull());
    }

    @Test
    void accessEvent_onlyWhatEveryLogHas_isRequired() {
        assertThat(Schemas.ACCESS_EVENT.getFields().stream()
                        .filter(f -> !f.hasDefaultValue())
                        .map(Schema.Field::name))
                .containsExactly("id", "time", "operator", "account");
    }

    @Test
    void accessEvent_fields_areTheRecordsInItsOrder() {
        assertThat(names(Schemas.ACCESS_EVENT)).isEqualTo(components(AccessEvent.class));
        assertThat(names(element(Schemas.ACCESS_EVENT, "subjects"))).isEqualTo(components(Subject.class));
        assertSymbols(Schemas.ACCESS_EVENT, "action", Action.values());
        assertSymbols(Schemas.ACCESS_EVENT, "outcome", Outcome.values());
    }

    @Test
    void alert_fields_areTheRecordsInItsOrder() {
        List<String> components = components(Alert.class);
        // The Java record keeps the group's kind beside its values, the message within.
        components.remove("groupKind");
        assertThat(names(Schemas.ALERT)).isEqualTo(components);
        assertThat(names(element(Schemas.ALERT, "reasons"))).isEqualTo(components(Alert.Reason.class));
        assertThat(names(element(Schemas.ALERT, "evidence"))).isEqualTo(components(Alert.Evidence.class));
        assertThat(names(Schemas.ALERT.getField("fields").schema())).isEqualTo(components(Alert.Names.class));
        assertThat(names(Schemas.ALERT.getField("provenance").schema())).isEqualTo(components(Alert.Provenance.class));
        assertSymbols(Schemas.ALERT, "state", Alert.State.values());
        assertSymbols(Schemas.ALERT, "level", Level.values());
        assertSymbols(element(Schemas.ALERT, "evidence"), "action", Action.values());
        assertSymbols(element(Schemas.ALERT, "evidence"), "outcome", Outcome.values());
    }

    @Test
    void bothSchemas_sharedEnums_areTheSame() {
        Schema evidence = element(Schemas.ALERT, "evidence");
        for (String shared : List.of("action", "outcome")) {
            assertThat(evidence.getField(shared).schema())
                    .isEqualTo(Schemas.ACCESS_EVENT.getField(shared).schema());
        }
    }

    /** A schema of this release or another one, without one of its fields. */
    static Schema without(Schema record, String field) {
        List<Schema.Field> fields = copies(record);
        fields.removeIf(f -> f.name().equals(field));
        return withFields(record, fields);
    }

    static Schema withFields(Schema record, List<Schema.Field> fields) {
        return Schema.createRecord(record.getName(), record.getDoc(), record.getNamespace(), false, fields);
    }

    static List<Schema.Field> copies(Schema record) {
        List<Schema.Field> copies = new ArrayList<>();
        record.getFields().forEach(f -> copies.add(new Schema.Field(f, f.schema())));
        return copies;
    }

    private static void assertCompatibleBothWays(Schema ours, Schema theirs) {
        for (List<Schema> pair : List.of(List.of(ours, theirs), List.of(theirs, ours))) {
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(pair.get(0), pair.get(1))
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    private static void assertSymbols(Schema record, String field, Enum<?>[] values) {
        assertThat(record.getField(field).schema().getEnumSymbols())
                .isEqualTo(Stream.of(values).map(Enum::name).toList());
    }

    private static Schema element(Schema record, String field) {
        return record.getField(field).schema().getElementType();
    }

    private static List<String> names(Schema record) {
        return record.getFields().stream().map(Schema.Field::name).toList();
    }

    /** Avro's logical types carry the unit that Java's names do. */
    private static List<String> components(Class<?> record) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            names.add(component.getName().replaceFirst("Millis$", ""));
        }
        return names;
    }

    private static void collect(Schema schema, List<Schema> into) {
        switch (schema.getType()) {
            case RECORD -> {
                into.add(schema);
                schema.getFields().forEach(f -> collect(f.schema(), into));
            }
            case ARRAY -> collect(schema.getElementType(), into);
            default -> {}
        }
    }

    @Test
    void bothSchemas_names_liveInOneNamespace() {
        Set<String> namespaces = new TreeSet<>();
        records().forEach(r -> namespaces.add(r.getNamespace()));
        assertThat(namespaces).containsExactly("dev.vigie");
    }
}
