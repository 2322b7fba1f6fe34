package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.vigie.ingest.Parsed;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes {@code rejected.jsonl}: what is no event, why, where it stood, and its first {@value Parsed#RAW_BYTES_MAX}
 * bytes in base 64. These are raw lines of a log and hold personal data.
 *
 * <pre>
 *   {"line":17,"reason":"bad-time","detail":"...","origin":{"file":"a.jsonl","line":17},
 *    "raw":"eyJ0aW1lIjox...","truncated":true}
 * </pre>
 */
final class RejectedLines implements Closeable {

    private final JsonGenerator to;

    RejectedLines(OutputStream out) throws IOException {
        this.to = new JsonFactory().createGenerator(out);
        to.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    void write(Parsed.Rejected rejected, String log, long line) throws IOException {
        to.writeStartObject();
        to.writeNumberField("line", line);
        to.writeStringField("reason", rejected.reason().reasonName());
        to.writeStringField("detail", rejected.detail());
        to.writeObjectFieldStart("origin");
        to.writeStringField("file", log);
        to.writeNumberField("line", line);
        to.writeEndObject();
        to.writeBinaryField("raw", rejected.raw());
        if (rejected.truncated()) {
            to.writeBooleanField("truncated", true);
        }
        to.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        if (to.getOutputContext().getEntryCount() > 0) {
            to.writeRaw('\n');
        }
        to.close();
    }
}
