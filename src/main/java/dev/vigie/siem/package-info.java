/**
 * Alerts as a SIEM wants them, one line of OCSF, ECS, CEF or LEEF for each alert message, and their delivery.
 *
 * <p>An alert repeats what logs said: accounts, registers, addresses. Whatever stands in them, a line stays one line, a
 * value stays one value, and no character turns the text around on an analyst's screen; what a receiver answers is
 * bounded before it is kept. Of people there is only what the alert has: counts and keyed hashes.
 */
@NullMarked
package dev.vigie.siem;

import org.jspecify.annotations.NullMarked;
