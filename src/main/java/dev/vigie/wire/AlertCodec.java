package dev.vigie.wire;

import dev.vigie.model.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Alerts to bytes and back, in either framing. One instance per thread. Alerts are rare, so Avro's generic records do.
 */
public final class AlertCodec {

    private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(Schemas.ALERT, new GenericData());
    private final WriterSchema current =
            new WriterSchema(new GenericDatumReader<>(Schemas.ALERT, Schemas.ALERT, new GenericData()));
    private final AvroCursor in = new AvroCursor();
    private final byte[] header;
    private final WriterSchemas schemas;

    /**
     * @param framing how to write
     * @param registry resolves the schema ids of Confluent's framing
     * @param earlier schemas of earlier releases that messages in single-object encoding may still have
     */
    public AlertCodec(Framing framing, SchemaRegistry registry, List<String> earlier) {
        header = framing.header(Schemas.ALERT);
        schemas = new WriterSchemas(Schemas.ALERT, registry, earlier);
    }

    /** The alert with the framing's header before it. The same alert always gives the same bytes. */
    public byte[] encode(Alert alert) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(AlertRecords.toRecord(alert), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes takes every byte", e);
        }
        return out.toByteArray();
    }

    /**
     * Reads one alert.
     *
     * @throws WireException if the message is at fault; no other exception comes from what it contains
     * @throws RegistryException if the registry is: the message may be good, and must not be given up
     */
    public Alert decode(byte[] message) throws WireException, RegistryException {
        try {
            in.reset(message);
            WriterSchema written = schemas.readHeader(in);
            GenericRecord alert = (written.isCurrent() ? current : written).resolve(in);
            WriterSchema.requireEnd(in);
            return AlertRecords.toAlert(alert);
        } catch (IllegalArgumentException e) {
            throw new WireException("not an alert: " + e.getMessage(), e);
        } finally {
            in.release();
        }
    }
}
