package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Origin;

/**
 * An event, when it counts and where it came from.
 *
 * @param timeMillis the event's time, or its ingestion's where the event claims to come from the future
 */
record Occurrence(AccessEvent event, long timeMillis, Origin origin) {}
