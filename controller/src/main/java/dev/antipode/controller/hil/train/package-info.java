/** Training on the plant behind a link: antithetic pairs, one episode at a time, within limits of the plant and of the budget. */
package dev.antipode.controller.hil.train;
