/**
 * The real-time control loop: a trained controller at a fixed rate on the other side of a link, with guards, timing statistics, a
 * recorder, and parameters that change between two ticks.
 */
package dev.antipode.controller.loop;
