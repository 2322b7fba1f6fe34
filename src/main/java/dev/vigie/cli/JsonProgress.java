package dev.vigie.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.replay.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A replay's progress for a program: one JSON object on a line, at most one a second and at both ends of each phase; a
 * phase may come again, from its beginning.
 *
 * <pre>
 *   {"type":"progress","phase":"read","done":1048576,"total":4194304,"unit":"bytes","alerts":0,
 *    "elapsedMillis":2000,"leftMillis":6000}
 * </pre>
 *
 * <p>{@code elapsedMillis} counts from the phase's beginning; {@code leftMillis} is what is left of it at the rate so
 * far, and absent while nothing is done.
 */
final class JsonProgress implements Progress {

    private static final long INTERVAL_MILLIS = 1_000;

    private final JsonFactory json = new JsonFactory();
    private final PrintWriter out;
    private final LongSupplier clock;
    private @Nullable Phase phase;
    private long begunMillis;
    private long saidMillis;
    private long lastDone;
    private boolean ended;

    /** @param clock in milliseconds */
    JsonProgress(PrintWriter out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void at(Phase now, long done, long total, long alerts) {
        long nowMillis = clock.getAsLong();
        boolean begins = phase != now || done < lastDone;
        lastDone = done;
        if (begins) {
            phase = now;
            begunMillis = nowMillis;
            ended = false;
        }
        boolean ends = done >= total && !ended;
        if (begins || ends || (!ended && nowMillis - saidMillis >= INTERVAL_MILLIS)) {
            saidMillis = nowMillis;
            ended = done >= total;
            out.println(line(now, done, total, alerts, nowMillis - begunMillis));
            out.flush();
        }
    }

    private String line(Phase now, long done, long total, long alerts, long elapsedMillis) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = json.createGenerator(text)) {
            to.writeStartObject();
            to.writeStringField("type", "progress");
            to.writeStringField("phase", now.name().toLowerCase(Locale.ROOT));
            to.writeNumberField("done", done);
            to.writeNumberField("total", total);
            to.writeStringField("unit", now == Phase.READ ? "bytes" : "events");
            to.writeNumberField("alerts", alerts);
            to.writeNumberField("elapsedMillis", elapsedMillis);
            if (done > 0) {
                to.writeNumberField("leftMillis", (long) ((double) elapsedMillis * (total - done) / done));
            }
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return text.toString();
    }
}
