/** Links over datagrams and serial lines: one frame, the two sides that speak it, and what carries it. */
package dev.antipode.controller.hil.wire;
