/**
 * Counter-based random numbers: every draw is a pure function of a key and a counter, so it does not depend on the
 * order of evaluation, the lanes or the threads. Uniform lanes, the Gaussian transform as a graph, and stream keys.
 */
package dev.antipode.core.random;
