/** Tunes the gains of control laws. */
package dev.antipode.controller.tune;
