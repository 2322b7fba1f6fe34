/**
 * A replay's folder told to people: {@code report.html} ({@link dev.vigie.report.Report}) and the notification of a
 * breach ({@link dev.vigie.report.Dossier}), in English and French.
 *
 * <p>Both are functions of the folder's files alone: the same folder gives the same bytes, on any day. What logs said
 * stands in them as text and can be nothing else; what only people know is left blank, and marked.
 */
@NullMarked
package dev.vigie.report;

import org.jspecify.annotations.NullMarked;
