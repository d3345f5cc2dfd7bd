/**
 * The only package that may name {@code jdk.incubator.vector}: species, the vector emitter's support, dense and random
 * kernels. Nothing links to it statically; it is loaded by name where the Vector API is present.
 */
package dev.antipode.core.simd;
