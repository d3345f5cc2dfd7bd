/** Memory that is sized first and allocated once: the plan, the one off-heap block, and tiles of rows by lanes. */
package dev.antipode.core.memory;
