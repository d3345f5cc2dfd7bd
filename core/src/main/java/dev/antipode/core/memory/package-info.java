/**
 * Memory that is sized first and allocated once: the plan, the one off-heap block, tiles of rows by lanes, and the ledger of what
 * was allocated.
 */
package dev.antipode.core.memory;
