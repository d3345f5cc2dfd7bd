/** What tests of other modules share. A package of its own, because one of a module cannot be added to from outside it. */
package dev.antipode.sim.testing;
