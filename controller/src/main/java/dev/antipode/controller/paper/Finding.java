package dev.antipode.controller.paper;

/**
 * One thing that was expected and measured.
 *
 * @param expected what the paper or an exact result says
 * @param measured what was found here
 * @param agrees whether the second bears the first out, decided by the numbers
 */
public record Finding(String expected, String measured, boolean agrees) {}
