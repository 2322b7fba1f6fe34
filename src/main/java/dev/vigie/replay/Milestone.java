package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.replay.Progress.Phase;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * How far a replay has come: passes it on, and is where a replay notices that it should stop. Safe for use by several
 * threads.
 */
final class Milestone {

    private final Progress progress;
    private Phase phase = Phase.READ;
    private long done;
    private long total;
    private long alerts;

    Milestone(Progress progress) {
        this.progress = progress;
    }

    /** What there is to do in the phase that begins. */
    synchronized void begin(Phase its, long itsTotal) {
        phase = its;
        done = 0;
        total = itsTotal;
        progress.at(phase, done, total, alerts);
    }

    /**
     * Notes that {@code more} has been done.
     *
     * @throws ReplayStoppedException if it is time to stop, as {@link #check} has it
     */
    synchronized void advance(long more, long alertsSoFar) throws ReplayStoppedException {
        done = Math.min(total, done + more);
        alerts = alertsSoFar;
        progress.at(phase, done, total, alerts);
        check();
    }

    /** The same where no alert can have come. */
    synchronized void advance(long more) throws ReplayStoppedException {
        advance(more, alerts);
    }

    /** @throws ReplayStoppedException if it is time to stop, for all or for the thread that asks */
    synchronized void check() throws ReplayStoppedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new ReplayStoppedException("interrupted");
        }
        if (progress.isStopAsked()) {
            throw new ReplayStoppedException("stopped as asked");
        }
    }

    synchronized void end() {
        done = total;
        progress.at(phase, done, total, alerts);
    }

    /** The text of {@code unfinished.json}. */
    synchronized String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = new JsonFactory().createGenerator(text)) {
            to.writeStartObject();
            to.writeStringField(SummaryJson.TYPE_MEMBER, "vigie-replay-unfinished");
            to.writeStringField("phase", phase.name().toLowerCase(Locale.ROOT));
            to.writeNumberField("done", done);
            to.writeNumberField("total", total);
            to.writeStringField("unit", phase == Phase.READ ? "bytes" : "events");
            to.writeNumberField("alerts", alerts);
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return text.append('\n').toString();
    }
}
