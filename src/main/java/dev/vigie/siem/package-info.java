/**
 * Alerts in the formats of SIEMs, and their delivery. What an alert says may come from a log that someone hostile
 * wrote: it is escaped by the rules of each format, and what a receiver answers is bounded before it is kept.
 */
@NullMarked
package dev.vigie.siem;

import org.jspecify.annotations.NullMarked;
