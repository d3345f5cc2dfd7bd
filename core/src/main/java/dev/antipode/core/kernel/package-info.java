/**
 * From a graph to machine code: lowering to primitive operations of one precision, scheduling, chunking, class files,
 * and the scalar and SIMD kernels made from them, which give the same bits.
 */
package dev.antipode.core.kernel;
