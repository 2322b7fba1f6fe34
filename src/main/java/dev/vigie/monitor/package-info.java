/**
 * What is to be seen of a running Vigie from outside, over HTTP: whether it is alive and ready, and its figures, for
 * Prometheus.
 *
 * <p>Counts nothing itself: it asks those who count, when somebody looks. No figure has an account, a person or a
 * source address in it, and labels have bounded numbers of values. Whoever looks is a stranger: what may be asked is
 * short, and who does not finish asking is cut off.
 */
@NullMarked
package dev.vigie.monitor;

import org.jspecify.annotations.NullMarked;
