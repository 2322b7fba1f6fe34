/** YAML that nobody vouches for, as trees of nodes with their places: what rules and mappings are read from. */
@NullMarked
package dev.vigie.yaml;

import org.jspecify.annotations.NullMarked;
