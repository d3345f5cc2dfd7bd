/**
 * Plants that other tools export: FMUs of FMI 2.0 and 3.0 for co-simulation, called through {@code java.lang.foreign}, in this process or
 * in one of their own. Source of every name and signature: the FMI standard, https://fmi-standard.org.
 */
package dev.antipode.controller.hil.fmi;
