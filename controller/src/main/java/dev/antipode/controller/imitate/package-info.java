/** Lets a policy learn to command what another one would. */
package dev.antipode.controller.imitate;
