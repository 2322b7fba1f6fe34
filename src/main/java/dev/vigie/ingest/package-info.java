/** Logs of any shape in, {@link dev.vigie.model.AccessEvent}s out, or for each candidate the reason why not. */
@NullMarked
package dev.vigie.ingest;

import org.jspecify.annotations.NullMarked;
