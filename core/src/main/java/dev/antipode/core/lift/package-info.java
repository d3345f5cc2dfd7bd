/**
 * From a pure Java method to a graph, by symbolic execution of its bytecode. Integers, references and control flow are
 * known while lifting, doubles are symbolic; a condition on symbolic values runs both ways and merges with select.
 */
package dev.antipode.core.lift;
