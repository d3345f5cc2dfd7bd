/** Training: estimators of the gradient, optimizers, and the trainer that runs them over episodes of a task. */
package dev.antipode.controller.train;
