/** Hardware-in-the-loop tests: a plan of nominal episodes and faults, its run over a link, the verdict and the report. */
package dev.antipode.controller.hil.plan;
