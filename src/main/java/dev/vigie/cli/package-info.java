/** Commands and configuration; puts everything together. */
@NullMarked
package dev.vigie.cli;

import org.jspecify.annotations.NullMarked;
