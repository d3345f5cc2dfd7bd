/**
 * Estimators of the gradient compared on one task: tuned alike, trained at equal cost with several seeds, and judged by statistics
 * that suit a handful of runs.
 */
package dev.antipode.controller.compare;
