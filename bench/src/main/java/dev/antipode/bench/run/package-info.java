/** The {@code bench} command: suites of benchmarks for a device profile, their results, and comparison with a stored run. */
package dev.antipode.bench.run;
