/**
 * Arithmetic and memory. A pure Java method becomes an expression graph, a graph becomes an allocation-free SIMD kernel.
 * Knows no plant, no policy and no file format.
 */
module dev.antipode.core {
    exports dev.antipode.core.graph;
    exports dev.antipode.core.jacobian;
    exports dev.antipode.core.kernel;
    exports dev.antipode.core.lift;
    exports dev.antipode.core.linear;
    exports dev.antipode.core.memory;
    exports dev.antipode.core.program;
    exports dev.antipode.core.random;

    // At run time the Vector API may be absent: every kernel has a scalar twin with the same bits.
    requires static jdk.incubator.vector;

    // Compiler flags and allocation counts; where they are absent the most careful case is assumed.
    requires static java.management;
    requires static jdk.management;
}
