/** A plant's parameters from a log: free-run least squares with exact derivatives, intervals, and what the log cannot tell. */
package dev.antipode.controller.identify;
