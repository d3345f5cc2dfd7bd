/** Controllers that are not trained, to compare trained ones with: linear-quadratic, hand-tuned, zero and random. */
package dev.antipode.controller.baseline;
