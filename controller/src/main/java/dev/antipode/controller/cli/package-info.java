/** The {@code antipode} command: parses, calls the library, prints. */
package dev.antipode.controller.cli;
