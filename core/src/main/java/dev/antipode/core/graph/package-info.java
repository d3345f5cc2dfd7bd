/**
 * Expression graphs: immutable, hash-consed, free of any precision. Building, exact simplification, contraction to
 * fused multiply-adds, printing and fingerprints.
 */
package dev.antipode.core.graph;
