/** The {@code antipode} command. */
package dev.antipode.controller.cli;
