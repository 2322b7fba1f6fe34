/**
 * Profiles and the ledger to bytes and back: what lives on the heap between two commits, and how RocksDB is set up to
 * hold the rest.
 */
@NullMarked
package dev.vigie.store;

import org.jspecify.annotations.NullMarked;
