/**
 * The two Kafka Streams applications: logs to events ({@link dev.vigie.stream.IngestTopology}) and events to alerts
 * ({@link dev.vigie.stream.DetectTopology}), their topics, their store and their settings. The only package that knows
 * Kafka Streams.
 */
@NullMarked
package dev.vigie.stream;

import org.jspecify.annotations.NullMarked;
