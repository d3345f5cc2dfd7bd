/** Faults that a test injects between a control loop and its plant: seeded, counted, the same at every run. */
package dev.antipode.controller.hil.fault;
