/**
 * The same detection over files, without a broker: reads logs, puts their events in order, day by day and account by
 * account, runs the detector over them and writes down what it said ({@link dev.vigie.replay.Replay}).
 */
@NullMarked
package dev.vigie.replay;

import org.jspecify.annotations.NullMarked;
